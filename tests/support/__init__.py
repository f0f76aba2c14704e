"""What tests share: builders and servers, no tests."""
