namespace CuaRl.Grains.Ports;

/// <summary>The box that is wanted.</summary>
/// <param name="Label">Whose it will be.</param>
/// <param name="Lifetime">After how long without use the provider shall end it by itself: the second net under every leak.</param>
/// <param name="CreateTimeout">How long making it may take.</param>
/// <param name="Config">What the driver is told beside, as a JSON object; null for nothing.</param>
public sealed record BoxRequest(BoxLabel Label, TimeSpan Lifetime, TimeSpan CreateTimeout, JsonText? Config);
