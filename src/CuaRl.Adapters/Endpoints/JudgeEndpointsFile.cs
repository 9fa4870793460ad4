using System.Collections.Immutable;
using System.Text.Json;

namespace CuaRl.Adapters.Endpoints;

/// <summary>
/// Reads endpoints from a JSON file: <c>{"reward_functions": {NAME: {...}}, "validators": {NAME: {...}}}</c>, each with
/// <c>url</c> and optionally <c>timeout_seconds</c>, <c>headers</c>, <c>version</c> (rewards) and <c>commands</c> (validators).
/// </summary>
public static class JudgeEndpointsFile
{
    private const string Rewards = "reward_functions";
    private const string Validators = "validators";
    private const double LongestSeconds = 600;

    /// <exception cref="ConfigurationException">The file cannot be read or understood.</exception>
    public static JudgeEndpoints Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"the endpoints in {path} cannot be read: {error.Message}", error);
        }
        catch (FormatException error)
        {
            throw new ConfigurationException($"{path}: {error.Message}", error);
        }
    }

    /// <exception cref="FormatException">It is not what this class describes; the message names the member, never its value.</exception>
    internal static JudgeEndpoints Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(
                utf8, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var file = new JudgeEndpointsMember("the file", document.RootElement);
            file.Only(Rewards, Validators);
            return new JudgeEndpoints
            {
                RewardFunctions = Named(file, Rewards, "version"),
                Validators = Named(file, Validators, "commands"),
            };
        }
        catch (JsonException error)
        {
            // Its message names line and column, not what stands there.
            throw new FormatException($"not JSON: {error.Message}", error);
        }
    }

    private static ImmutableSortedDictionary<string, JudgeEndpoint> Named(
        JudgeEndpointsMember file, string section, string ownMember) =>
        file.Find(section) is not { } endpoints
            ? ImmutableSortedDictionary.Create<string, JudgeEndpoint>(StringComparer.Ordinal)
            : endpoints.Members().ToImmutableSortedDictionary(
                endpoint => endpoint.Name, endpoint => Endpoint(endpoint, ownMember), StringComparer.Ordinal);

    private static JudgeEndpoint Endpoint(JudgeEndpointsMember endpoint, string ownMember)
    {
        endpoint.Only("url", "timeout_seconds", "headers", ownMember);
        return new JudgeEndpoint
        {
            Url = endpoint.Required("url").Url(),
            TimeLimit = endpoint.Find("timeout_seconds")?.Number(0.1, LongestSeconds) is { } seconds
                ? TimeSpan.FromSeconds(seconds)
                : JudgeEndpoint.DefaultTimeLimit,
            Version = (int)(endpoint.Find("version")?.Number(0, int.MaxValue) ?? 1),
            Headers = endpoint.Find("headers")?.Members().ToImmutableSortedDictionary(
                    header => header.Name, header => header.Header(), StringComparer.OrdinalIgnoreCase)
                ?? JudgeEndpoint.NoHeaders,
            Commands = [.. endpoint.Find("commands")?.Items().Select(command => command.Text()) ?? []],
        };
    }
}
