namespace CuaRl.Grains.Ports;

/// <summary>Whose a box is. A provider keeps it with the box, so that one whose answer was lost can be found.</summary>
/// <param name="Service">The service, which nobody else's boxes carry.</param>
/// <param name="Pool">The pool.</param>
/// <param name="Device">The device.</param>
/// <param name="Incarnation">Which of the device's boxes it is, from 1.</param>
public sealed record BoxLabel(string Service, string Pool, string Device, int Incarnation);
