using CuaRl.Adapters.Devices.GBox.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CuaRl.Adapters.Devices.Emulator.Routes;

/// <summary>Snapshots, which Linux boxes have that are virtual machines.</summary>
internal sealed class SnapshotRoutes(EmulatedBoxes boxes)
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/snapshots/{id}", KeepAsync);
        api.MapGet("/snapshots/{name}", Find);
    }

    private async Task<IResult> KeepAsync(string id, HttpContext http)
    {
        var body = await EmulatorAnswers.ReadAsync(http, GBoxJson.Default.GBoxSnapshotBody);
        if (await boxes.UseAsync(id, http.RequestAborted) is not { } box)
        {
            return EmulatorAnswers.NoBox(id);
        }

        if (box is not { Type: "linux", DeviceType: "vm" })
        {
            return EmulatorAnswers.Error(StatusCodes.Status422UnprocessableEntity, "only Linux boxes of device type vm have snapshots");
        }

        return await boxes.KeepAsync(box, body.Name, http.RequestAborted)
            ? EmulatorAnswers.Json(
                new GBoxSnapshot(body.Name, "Pending", box.Id, box.Type), GBoxJson.Default.GBoxSnapshot)
            : EmulatorAnswers.Error(StatusCodes.Status409Conflict, "the name is taken");
    }

    private IResult Find(string name) => boxes.IsKept(name)
        ? EmulatorAnswers.Json(new GBoxSnapshot(name, GBoxSnapshot.Available), GBoxJson.Default.GBoxSnapshot)
        : EmulatorAnswers.Error(StatusCodes.Status404NotFound, "there is no such snapshot");
}
