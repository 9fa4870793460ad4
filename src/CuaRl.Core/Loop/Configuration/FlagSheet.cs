using System.Collections.Immutable;
using CuaRl.Core.Loop.Configuration.Flags;

namespace CuaRl.Core.Loop.Configuration;

/// <summary>The value of every flag: of the source that wins, else the trainer's default.</summary>
internal sealed class FlagSheet
{
    private readonly Dictionary<Flag, (string? Value, FlagSource Source)> _values = [];
    private readonly ImmutableArray<FlagFault>.Builder _faults = ImmutableArray.CreateBuilder<FlagFault>();

    public FlagSheet(FlagReading reading)
    {
        _faults.AddRange(reading.Faults);
        Winners = reading.Given.GroupBy(given => given.Flag)
            .ToImmutableDictionary(group => group.Key, group => group.MaxBy(given => given.Source.Origin)!);
        foreach (var winner in Winners.Values)
        {
            var read = winner.Flag.Read(winner.Text);
            if (read.Problem is { } problem)
            {
                _faults.Add(new FlagFault(winner, problem));
            }
            else
            {
                _values[winner.Flag] = (read.Value, winner.Source);
            }
        }

        Provider = Follow();
        foreach (var other in Winners.Values.Where(one => !one.Source.IsExplicit && !one.Flag.IsOf(Provider)))
        {
            _values.Remove(other.Flag);
        }

        foreach (var flag in FlagTable.All)
        {
            _values.TryAdd(flag, Default(flag));
        }

        Values = new FlagValues(name => _values[FlagTable.Get(name)].Value);
    }

    /// <summary>Who trains; a trainer that is not known takes Tinker's defaults, since models by any name are its.</summary>
    public string Provider { get; }

    /// <summary>Of each flag that a source sets, the last source that does.</summary>
    public ImmutableDictionary<Flag, GivenFlag> Winners { get; }

    public FlagValues Values { get; }

    public IEnumerable<FlagFault> Faults => _faults;

    public FlagSource SourceOf(string name) => _values[FlagTable.Get(name)].Source;

    public bool IsExplicit(string name) => SourceOf(name).IsExplicit;

    /// <summary>What a flag has while another's value stands for it.</summary>
    public void Follow(string name, string? value, string source) =>
        _values[FlagTable.Get(name)] = (value, FlagSource.Follows(source));

    /// <summary>Shows a value in full, as its source said it in short.</summary>
    public void Spell(string name, string value) => _values[FlagTable.Get(name)] = (value, SourceOf(name));

    /// <summary>Says that something is wrong, once for a flag.</summary>
    public void Refuse(string name, string rule)
    {
        var flag = FlagTable.Get(name);
        if (_faults.All(fault => fault.Flag != name))
        {
            var (value, source) = _values[flag];
            _faults.Add(new FlagFault(
                name, flag.IsSecret ? null : value, rule, value is null && !source.IsExplicit ? "not given" : source.Name));
        }
    }

    /// <summary>The flags as they may be shown.</summary>
    public IEnumerable<ResolvedFlag> Show() => FlagTable.All.Select(flag => new ResolvedFlag(
        flag,
        !flag.IsSecret ? _values[flag].Value : _values[flag].Value is null ? "not set" : "set",
        _values[flag].Source));

    private string Follow()
    {
        var flag = FlagTable.Get("provider");
        if (_values.TryGetValue(flag, out var given) && given.Value is { } provider)
        {
            return provider == Providers.Embedded ? provider : Providers.Tinker;
        }

        var model = _values.GetValueOrDefault(FlagTable.Get("model_name")).Value;
        var followed = model is null ? Providers.Embedded : Providers.OfModel(model);
        _values[flag] = (followed, FlagSource.Follows(model is null ? "default" : "model_name"));
        return followed;
    }

    private (string? Value, FlagSource Source) Default(Flag flag) =>
        (flag.DefaultOf(Provider), FlagSource.Follows(flag.IsOf(Provider) ? $"default of {Provider}" : $"not of {Provider}"));
}
