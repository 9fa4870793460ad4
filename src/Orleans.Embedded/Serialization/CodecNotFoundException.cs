namespace Orleans.Serialization;

/// <summary>A value of a type that has no contract was to cross a grain boundary.</summary>
[GenerateSerializer]
public sealed class CodecNotFoundException(string message) : SerializerException(message);
