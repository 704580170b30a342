"""What is fast is shown here, beside its peers."""
