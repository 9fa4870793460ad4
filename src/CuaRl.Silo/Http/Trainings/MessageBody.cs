using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>What a training says at its end. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record MessageBody
{
    [Description("At most 10,000 characters; by default that it completed.")]
    public string? Message { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static MessageBody Read(JsonBody body)
    {
        var message = new MessageBody { Message = body.OptionalText("message", _ => null) };
        body.ThrowIfInvalid();
        return message;
    }
}
