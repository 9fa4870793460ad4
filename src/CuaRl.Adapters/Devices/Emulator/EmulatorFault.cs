namespace CuaRl.Adapters.Devices.Emulator;

/// <summary>The fault that a request meets.</summary>
internal enum EmulatorFault
{
    None,
    Vanish,
    TooMany,
    TooManyBoxes,
    Error,
    ErrorAfter,
    LostReply,
    WrongJson,
}
