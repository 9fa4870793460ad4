using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Devices;

/// <summary>Pools, which hand devices out.</summary>
internal static class DevicePoolApi
{
    public static void MapDevicePools(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("Devices");

        group.MapGet("/device-pools", ListAsync)
            .WithName("ListDevicePools")
            .WithSummary("Lists the pools of devices by name")
            .DescribeProblems();

        group.MapGet("/device-pools/{name}", GetAsync)
            .WithName("GetDevicePool")
            .WithSummary("Shows a pool of devices")
            .DescribeProblems(404);

        group.MapPut("/device-pools/{name}", ConfigureAsync)
            .WithName("ConfigureDevicePool")
            .WithSummary("Sets how a pool is run, from now on, and ends a drain")
            .DescribeBody<DevicePoolBody>()
            .DescribeProblems(404, 413, 422);

        group.MapPost("/device-pools/{name}/drain", DrainAsync)
            .WithName("DrainDevicePool")
            .WithSummary("Has a pool give out no devices, and end those it has as their leases end")
            .DescribeProblems(404);

        group.MapPost("/device-pools/{name}/reconcile", ReconcileAsync)
            .WithName("ReconcileDevicePool")
            .WithSummary("Compares a pool with the provider now")
            .WithDescription("Boxes of this service and pool that nobody holds are ended, devices whose boxes are gone are closed.")
            .DescribeProblems(404, 502);

        group.MapPost("/device-pools/{name}/leases", AcquireAsync)
            .WithName("AcquireDevice")
            .WithSummary("Acquires a device")
            .WithDescription(
                "200 with a lease, or 202 with a position while no device is free: send it again with the same lease_id, which keeps "
                + "its place. 429 when too many wait, or this one has waited too long.")
            .DescribeBody<AcquireBody>()
            .DescribeProblems(404, 409, 413, 422, 429);

        group.MapDelete("/device-pools/{name}/leases/{leaseId}", CancelAsync)
            .WithName("CancelAcquire")
            .WithSummary("Gives up waiting for a device, and gives back one that was handed out meanwhile")
            .DescribeProblems(404);
    }

    private static async Task<Ok<DevicePoolList>> ListAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        var pools = new List<DevicePoolDetails>();
        foreach (var name in await grains.GetDeviceCatalog().ListPools(cancellationToken))
        {
            try
            {
                pools.Add(DevicePoolDetails.From(await grains.GetDevicePool(name).Describe()));
            }
            catch (NotFoundException)
            {
                // It has devices, and no longer a definition or a driver.
            }
        }

        return TypedResults.Ok(new DevicePoolList { Items = pools });
    }

    private static async Task<Ok<DevicePoolDetails>> GetAsync(string name, IGrainFactory grains) =>
        Ok(await grains.GetDevicePool(name).Describe());

    private static async Task<Ok<DevicePoolDetails>> ConfigureAsync(
        string name, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        return Ok(await grains.GetDevicePool(name).Configure(DevicePoolBody.Read(body)));
    }

    private static async Task<Ok<DevicePoolDetails>> DrainAsync(string name, IGrainFactory grains) =>
        Ok(await grains.GetDevicePool(name).Drain());

    private static async Task<Ok<ReconciliationDetails>> ReconcileAsync(string name, IGrainFactory grains)
    {
        var result = await grains.GetDevicePool(name).Reconcile();
        return TypedResults.Ok(new ReconciliationDetails
        {
            Boxes = result.Boxes, Terminated = result.Terminated, Closed = result.Closed, Failed = result.Failed,
        });
    }

    private static async Task<Results<Ok<AcquireDetails>, Accepted<AcquireDetails>>> AcquireAsync(
        string name, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(request, cancellationToken);
        var answer = AcquireDetails.From(await grains.GetDevicePool(name).Acquire(AcquireBody.Read(body)));
        return answer.Lease is null ? TypedResults.Accepted((string?)null, answer) : TypedResults.Ok(answer);
    }

    private static async Task<NoContent> CancelAsync(string name, string leaseId, IGrainFactory grains)
    {
        await grains.GetDevicePool(name).Cancel(leaseId);
        return TypedResults.NoContent();
    }

    private static Ok<DevicePoolDetails> Ok(DevicePoolInfo pool) => TypedResults.Ok(DevicePoolDetails.From(pool));
}
