namespace CuaRl.Core.Phones.State;

/// <summary>What phone this is.</summary>
internal static class PhoneProperties
{
    public const string Model = "Simulated Phone";
    public const string Release = "13";
    public const string ApiLevel = "33";
    public const string Build = "SIM1.260101.001";
}
