namespace CuaRl.Grains.Devices;

internal sealed partial class DeviceGrain
{
    async Task<DeviceLease> IDeviceGrain.Lease(LeaseRequest request)
    {
        DeviceChecks.Check(request);
        var device = await ChangeAsync(known =>
        {
            // What a lease whose time is over leaves and the next one are one write.
            var now = Now;
            var swept = known.Swept(now);
            if (swept.LeaseId == request.LeaseId)
            {
                return known;
            }

            return swept.LastLeaseId == request.LeaseId ? throw Lost(swept, swept.LastLeaseToken)
                : swept.LeaseId is not null ? throw new DeviceBusyException(Id, $"lease '{swept.LeaseId}' holds until {swept.ExpiresAt:O}")
                : swept.Status is not EnvironmentStatus.Running
                    ? throw new DeviceBusyException(Id, $"its box is {swept.Status.ToString().ToLowerInvariant()}")
                : swept.Leased(request, now);
        });
        Log.Leased(logger, Id, request.LeaseId, device.Token);
        return device.Lease!;
    }

    async Task<DeviceLease> IDeviceGrain.Renew(long token)
    {
        await SweptAsync();
        return (await ChangeAsync(known => HeldBy(known, token).Renewed(Now))).Lease!;
    }

    async Task<DeviceInfo> IDeviceGrain.Release(long token)
    {
        var device = await ChangeAsync(known =>
        {
            RequireNotAhead(known, token);
            return token != known.Token ? known : known.IsOverdue(Now) ? known.Swept(Now) : known.Ended(LeaseEnd.Released, Now);
        });
        Log.Released(logger, Id, token);
        return InfoOf(device);
    }

    /// <summary>The record for a use under a token's lease, which holds longer by it.</summary>
    private async ValueTask<DeviceState> UsedAsync(long token)
    {
        var known = HeldBy(await SweptAsync(), token);
        return known.IsRenewedByUse(Now) ? await ChangeAsync(device => HeldBy(device, token).InUse(Now)) : known;
    }

    private DeviceState HeldBy(DeviceState known, long token)
    {
        RequireNotAhead(known, token);
        return known.Holds(token, Now) ? known : throw Lost(known, token);
    }

    /// <summary>A token that this activation does not know yet was given by another, which is the one to ask.</summary>
    private void RequireNotAhead(DeviceState known, long token)
    {
        if (token > known.Token)
        {
            DeactivateOnIdle();
            throw new StaleStateException(this.GetGrainId().ToString(), record.Etag, null);
        }
    }

    private LeaseLostException Lost(DeviceState known, long token) => new(
        Id, token, known.Token,
        token == known.LastLeaseToken && known.LastLeaseEnd is { } end
            ? end switch
            {
                LeaseEnd.Released => "it was given back",
                LeaseEnd.Expired => "it was neither used nor renewed in time",
                LeaseEnd.Unbound => "it was not used before its bind deadline",
                LeaseEnd.TimedOut => "it had held for as long as it might at most",
                LeaseEnd.Lost => $"its box was lost: {known.ErrorMessage}",
                _ => "the device was ended",
            }
            : "another lease came after it");
}
