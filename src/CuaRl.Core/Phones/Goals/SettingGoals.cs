using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Goals;

/// <summary>Goals that are a value of a setting.</summary>
internal static class SettingGoals
{
    private const int Brightest = 255;

    public static PhoneGoal Switched(PhoneSetting setting, bool isOn) => new(
        phone => phone.With(setting, !isOn), (phone, _) => phone.IsOn(setting) == isOn);

    public static PhoneGoal Airplane(bool isOn) => new(
        phone => phone.WithAirplane(!isOn), (phone, _) => phone.IsOn(PhoneSetting.Airplane) == isOn);

    public static PhoneGoal Brightness(long value) => new(
        phone => phone.Number(PhoneSetting.Brightness) == value
            ? phone.With(PhoneSetting.Brightness, Brightest - phone.Number(PhoneSetting.Brightness))
            : phone,
        (phone, _) => phone.Number(PhoneSetting.Brightness) == value);

    public static PhoneGoal Timeout(long milliseconds) => new(
        phone => phone.Number(PhoneSetting.Timeout) == milliseconds ? phone.With(PhoneSetting.Timeout, Another(phone, milliseconds)) : phone,
        (phone, _) => phone.Number(PhoneSetting.Timeout) == milliseconds);

    private static int Another(PhoneState phone, long milliseconds)
    {
        var others = TimeoutWords.All.Where(choice => choice.Milliseconds != milliseconds).ToArray();
        return others[Mix.Index(phone.Seed, (ulong)milliseconds, others.Length)].Milliseconds;
    }
}
