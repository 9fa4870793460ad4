using System.Text.Json;

namespace CuaRl.Adapters.Endpoints;

/// <summary>A member of the file with endpoints, with its path: each fault names it, and never shows the value.</summary>
internal sealed class JudgeEndpointsMember(string path, JsonElement value)
{
    public string Name { get; private init; } = "";

    /// <summary>The members of an object.</summary>
    public IEnumerable<JudgeEndpointsMember> Members() => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().Select(member => Child(member.Name, member.Value))
        : throw Wrong("must be a JSON object");

    public IEnumerable<JudgeEndpointsMember> Items() => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Select((item, i) => new JudgeEndpointsMember($"{path}[{i}]", item))
        : throw Wrong("must be a list");

    /// <exception cref="FormatException">Another member is there.</exception>
    public void Only(params string[] known)
    {
        if (Members().FirstOrDefault(member => !known.Contains(member.Name)) is { } other)
        {
            throw other.Wrong($"is no setting; there are {string.Join(", ", known)}");
        }
    }

    public JudgeEndpointsMember? Find(string name) =>
        Members().FirstOrDefault(member => member.Name == name);

    public JudgeEndpointsMember Required(string name) => Find(name) ?? throw Wrong($"must have {name}");

    public string Text() => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
        ? text
        : throw Wrong("must be text and not empty");

    /// <summary>The value of a header, which is this member's name.</summary>
    public string Header() =>
        Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && Name.Length > 0
            && !Name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)
            && Text() is var text && text.All(c => c is >= ' ' and <= '~')
                ? text
                : throw Wrong("must be a header other than Content-..., in plain ASCII");

    public double Number(double least, double most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most
            ? number
            : throw Wrong(FormattableString.Invariant($"must be a number from {least} to {most}"));

    public Uri Url() => Uri.TryCreate(Text(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo == ""
        ? url
        : throw Wrong("must be an http or https URL without a user's name; secrets go into headers");

    private JudgeEndpointsMember Child(string name, JsonElement child) =>
        new(Name == "" && path == "the file" ? name : $"{path}.{name}", child) { Name = name };

    private FormatException Wrong(string problem) => new($"{path} {problem}");
}
