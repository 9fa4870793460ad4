using System.Globalization;
using CuaRl.Core.Loop.Configuration.Flags;

namespace CuaRl.Core.Loop.Configuration;

/// <summary>Values of flags in their usual form, read as what they are.</summary>
internal sealed class FlagValues(Func<string, string?> find)
{
    public string? Text(string name) => find(FlagTable.Get(name).Name);

    public bool YesNo(string name) => Text(name) == "true";

    public int? Whole(string name) => Text(name) is null ? null : checked((int)Long(name));

    public int Required(string name) => checked((int)Long(name));

    public long Long(string name) => long.Parse(Text(name)!, CultureInfo.InvariantCulture);

    public double Real(string name) => OptionalReal(name)!.Value;

    public double? OptionalReal(string name) => Text(name) switch
    {
        null => null,
        "inf" => double.PositiveInfinity,
        "nan" => double.NaN,
        var text => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
