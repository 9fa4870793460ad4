namespace CuaRl.Grains.Ports;

/// <summary>A stored blob.</summary>
/// <param name="Sha256">The hash of its content, in lower-case hexadecimal.</param>
/// <param name="MediaType">Its media type, such as <c>image/png</c>.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="CreatedAt">When it was stored first, UTC.</param>
public sealed record BlobInfo(string Sha256, string MediaType, long Size, DateTimeOffset CreatedAt);
