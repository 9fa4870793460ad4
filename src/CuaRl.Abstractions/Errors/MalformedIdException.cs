namespace CuaRl;

/// <summary>The text cannot be an id, so nothing can exist by it.</summary>
[GenerateSerializer, Alias("cuarl.MalformedIdException")]
public sealed class MalformedIdException : CuaRlException
{
    private const int ShownLength = 40;

    /// <summary>Makes the error.</summary>
    public MalformedIdException(string kind, string id)
        : base($"'{Shorten(id)}' cannot be a {kind} id: ids are 1 to {GrainKeys.MaxIdLength} characters of a-z, 0-9, '.', '-' and '_'.")
    {
        Kind = kind;
        ResourceId = Shorten(id);
    }

    /// <summary>What the id was meant for, such as <c>simulation</c>.</summary>
    [Id(0)]
    public string Kind { get; }

    /// <summary>The text given, its first 40 characters.</summary>
    [Id(1)]
    public string ResourceId { get; }

    private static string Shorten(string id) => id.Length <= ShownLength ? id : id[..ShownLength] + "...";
}
