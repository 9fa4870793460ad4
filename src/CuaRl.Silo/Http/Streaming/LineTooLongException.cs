namespace CuaRl.Silo.Http.Streaming;

/// <summary>A line of a stream is longer than allowed.</summary>
internal sealed class LineTooLongException(int maxLine) : Exception($"The line is longer than {maxLine} bytes.");
