using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>Who asks for a change. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ActorBody
{
    [Description("Who, at most 200 characters; the history of the status tells it.")]
    public string? Actor { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static ActorBody Read(JsonBody body)
    {
        var actor = new ActorBody { Actor = body.OptionalText("actor", _ => null) };
        body.ThrowIfInvalid();
        return actor;
    }
}
