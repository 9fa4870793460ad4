using System.Text.Json;

namespace CuaRl.Silo.Tests.Durability;

/// <summary>A command that a writer sends and repeats.</summary>
/// <param name="Path">Where it is posted to.</param>
/// <param name="Body">Its JSON.</param>
/// <param name="Fields">The fields of the answer that must be the same each time; all of it when there are none.</param>
internal sealed record WriterCommand(string Path, string Body, params string[] Fields)
{
    /// <summary>What must be the same each time.</summary>
    public string Kept(string answer) => Fields.Length == 0 ? answer : string.Join(
        ' ', Fields.Select(field => JsonDocument.Parse(answer).RootElement.GetProperty(field).GetRawText()));

    public static WriterCommand CreateSimulation(string key) => new(
        "/simulations",
        $$"""{"name":"{{key}}","environment_name":"e","agent_type":"a","agent_config":{"key":"{{key}}" } }""");

    public static WriterCommand Append(string run, string key, int count)
    {
        var states = Enumerable.Range(0, count).Select(i => $$$"""{"observation":{"key":"{{{key}}}","i":{{{i}}}}}""");
        return new($"/api/v1/runs/{run}/states", $$"""{"states":[{{string.Join(',', states)}}]}""");
    }
}
