using System.Globalization;
using CuaRl.Adapters.Postgres.ReadModel;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>Which rollouts are asked for, over columns that one index holds, or of one batch or group.</summary>
internal sealed class RolloutFilter
{
    private readonly List<string> _conditions = ["service_id = $1"];
    private readonly List<Action<NpgsqlParameterCollection>> _values = [];

    public RolloutFilter(RolloutQuery query, string serviceId)
    {
        Table = query is { BatchId: null, GroupId: null } ? "rollout_brief" : "rollout_record";
        _values.Add(parameters => parameters.With(serviceId));
        Add("training_id = {0}", Id("training_id", query.TrainingId));
        Add("batch_id = {0}", Id("batch_id", query.BatchId));
        Add(
            "group_number = (SELECT number FROM group_record WHERE service_id = $1 AND id = {0})",
            Id("group_id", query.GroupId));
        Add("source_type = {0}", query.SourceType is { } source ? StoredName<SourceType>.Of(source) : null);
        Add("task_id = {0}", query.TaskId);
        Add("status = {0}", query.Status is { } status ? StoredName<RolloutStatus>.Of(status) : null);
        Add("error_kind = {0}", query.ErrorKind);
        Add("reward >= {0}", query.MinReward);
        Add("reward <= {0}", query.MaxReward);
        Add("start_time >= {0}", query.StartedFrom?.ToUniversalTime());
        Add("start_time < {0}", query.StartedBefore?.ToUniversalTime());
    }

    /// <summary>Where they are looked for.</summary>
    public string Table { get; }

    /// <summary>The condition.</summary>
    public string Sql => string.Join(" AND ", _conditions);

    /// <summary>The name of a parameter behind those of the condition.</summary>
    public string Next(int place) => string.Create(CultureInfo.InvariantCulture, $"${_values.Count + place + 1}");

    public NpgsqlParameterCollection Bind(NpgsqlParameterCollection parameters)
    {
        _values.ForEach(add => add(parameters));
        return parameters;
    }

    private static Guid? Id(string field, string? text) =>
        text is null ? null
        : Guid.TryParseExact(text, "D", out var id) ? id
        : throw new InvalidRequestException(field, "must be an id such as the service gives");

    private void Add<T>(string condition, T? value)
        where T : struct
    {
        if (value is { } given)
        {
            _conditions.Add(string.Format(CultureInfo.InvariantCulture, condition, Next(0)));
            _values.Add(parameters => parameters.With(given));
        }
    }

    private void Add(string condition, string? value)
    {
        if (value is not null)
        {
            _conditions.Add(string.Format(CultureInfo.InvariantCulture, condition, Next(0)));
            _values.Add(parameters => parameters.With(value));
        }
    }
}
