using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CuaRl.Adapters.Devices.Emulator.Routes;

/// <summary>What GBox does not have: ordering faults, and looking for leaks.</summary>
internal sealed class ControlRoutes(EmulatedBoxes boxes, FaultDice dice)
{
    public void Map(IEndpointRouteBuilder control)
    {
        control.MapGet("/faults", () => EmulatorAnswers.Json(dice.Faults, EmulatorJson.Default.EmulatorFaults));
        control.MapPost("/faults", (Delegate)SetAsync);
        control.MapGet("/boxes", (Delegate)AuditAsync);
    }

    private async Task<IResult> AuditAsync(HttpContext http) =>
        EmulatorAnswers.Json(await boxes.AuditAsync(http.RequestAborted), EmulatorJson.Default.EmulatorAudit);

    private async Task<IResult> SetAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        dice.Set(EmulatorJson.ReadFaults(body.GetBuffer().AsSpan(0, (int)body.Length)));
        return EmulatorAnswers.Json(dice.Faults, EmulatorJson.Default.EmulatorFaults);
    }
}
