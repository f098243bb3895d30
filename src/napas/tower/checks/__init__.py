"""What a tower reads back before it keeps books; what is not right it refuses."""
