namespace CuaRl;

/// <summary>The text cannot be an id, so nothing can exist by it.</summary>
[GenerateSerializer, Alias("cuarl.MalformedIdException")]
public sealed class MalformedIdException : CuaRlException
{
    private const int ShownLength = 64;
    private const string ARunId = "01930000-0000-7000-8000-000000000001";

    /// <summary>Makes the error.</summary>
    public MalformedIdException(string kind, string id)
        : base($"'{Shorten(id)}' cannot be a {kind} id: {Form(kind)}.")
    {
        Kind = kind;
        ResourceId = Shorten(id);
    }

    /// <summary>What the id was meant for, such as <c>simulation</c>.</summary>
    [Id(0)]
    public string Kind { get; }

    /// <summary>The text given, its first 64 characters.</summary>
    [Id(1)]
    public string ResourceId { get; }

    private static string Form(string kind) => kind switch
    {
        "run" or "training" or "batch" or "group" or "rollout" => $"it is a UUID in lower case, such as {ARunId}",
        "state" => $"it is a run's id, a dot and a step, such as {ARunId}.6",
        _ => $"ids are 1 to {GrainKeys.MaxIdLength} characters of a-z, 0-9, '.', '-' and '_'",
    };

    private static string Shorten(string id) => id.Length <= ShownLength ? id : id[..ShownLength] + "...";
}
