using CuaRl.Adapters.Postgres.Training;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Devices;

/// <summary>A device as its table holds it.</summary>
internal static class DeviceRow
{
    /// <summary>What <see cref="Read"/> reads.</summary>
    public const string Columns =
        """
        d.id, d.pool, d.box_type, d.status, d.box_id, d.incarnation, d.screen_width, d.screen_height, d.token, d.lease_id,
        d.training_id, d.rollout_id, d.attempt, d.leased_at, d.bound_at, d.expires_at, d.ends_by, d.last_lease_id,
        d.last_lease_end, d.faults, d.last_fault, d.last_fault_at, d.num_leases, d.num_actions, d.num_faults, d.box_leases,
        d.status_message, d.error_message, d.created_at, d.updated_at
        """;

    public static DeviceInfo Read(NpgsqlDataReader reader)
    {
        var row = new RowReader(reader);
        var (id, pool, boxType, status) = (row.Text(), row.TextOrNull(), row.Text(), row.Name<EnvironmentStatus>());
        var (boxId, incarnation, width, height) = (row.TextOrNull(), row.Integer(), row.IntegerOrNull(), row.IntegerOrNull());
        var (token, leaseId) = (row.Long(), row.TextOrNull());
        var holder = new DeviceHolder { TrainingId = row.TextOrNull(), RolloutId = row.TextOrNull(), Attempt = row.Integer() };
        var (leasedAt, boundAt) = (row.InstantOrNull(), row.InstantOrNull());
        var (expiresAt, endsBy) = (row.InstantOrNull(), row.InstantOrNull());
        return new DeviceInfo
        {
            Id = id,
            Pool = pool,
            BoxType = boxType,
            Status = status,
            BoxId = boxId,
            Incarnation = incarnation,
            ScreenWidth = width,
            ScreenHeight = height,
            Token = token,
            Lease = leaseId is null ? null : new DeviceLease
            {
                DeviceId = id,
                LeaseId = leaseId,
                Token = token,
                Holder = holder,
                BoxType = boxType,
                BoxId = boxId ?? "",
                ScreenWidth = width,
                ScreenHeight = height,
                LeasedAt = leasedAt!.Value,
                BoundAt = boundAt,
                ExpiresAt = expiresAt!.Value,
                EndsBy = endsBy ?? leasedAt.Value + LeaseRequest.DefaultLimit,
            },
            LastLeaseId = row.TextOrNull(),
            LastLeaseEnd = row.NameOrNull<LeaseEnd>(),
            Health = new DeviceHealth { Faults = row.Integer(), LastFault = row.TextOrNull(), LastFaultAt = row.InstantOrNull() },
            Counters = new DeviceCounters
            {
                Boxes = incarnation, Leases = row.Long(), Actions = row.Long(), Faults = row.Long(), BoxLeases = row.Integer(),
            },
            StatusMessage = row.TextOrNull(),
            ErrorMessage = row.TextOrNull(),
            CreatedAt = row.Instant(),
            UpdatedAt = row.Instant(),
        };
    }
}
