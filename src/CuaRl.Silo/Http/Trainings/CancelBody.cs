using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>Who gives a training up, and why. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CancelBody
{
    [Description("Who, at most 200 characters; the history of the status tells it.")]
    public string? Actor { get; init; }

    [Description("Why, at most 10,000 characters.")]
    public string? Reason { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static CancelBody Read(JsonBody body)
    {
        var cancel = new CancelBody
        {
            Actor = body.OptionalText("actor", _ => null),
            Reason = body.OptionalText("reason", _ => null),
        };
        body.ThrowIfInvalid();
        return cancel;
    }
}
