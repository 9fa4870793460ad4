using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>What the environment showed first. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ResetBody
{
    [Description("What it said.")]
    public string? Text { get; init; }

    [Description(ScreenshotInput.Description)]
    public JsonText? Screenshot { get; init; }

    [Description("What else it said: any JSON value.")]
    public JsonText? Info { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static (ResetObservation Reset, ScreenshotInput? Screenshot) Read(JsonBody body)
    {
        var screenshot = ScreenshotInput.Read(body, "screenshot");
        var reset = new ResetObservation
        {
            Text = body.OptionalText("text", _ => null),
            Info = body.OptionalValue("info", TurnBody.Fits),
        };
        body.ThrowIfInvalid();
        return (reset, screenshot);
    }
}
