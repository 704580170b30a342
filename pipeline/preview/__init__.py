"""The leaflets in a browser while they are written: built again and reloaded at every save."""
