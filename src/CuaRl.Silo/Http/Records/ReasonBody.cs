using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Records;

/// <summary>Why something failed. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ReasonBody
{
    [Description("Why, 1 to 10,000 characters.")]
    public required string Error { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static ReasonBody Read(JsonBody body)
    {
        var reason = new ReasonBody { Error = body.Text("error", _ => null) };
        body.ThrowIfInvalid();
        return reason;
    }
}
