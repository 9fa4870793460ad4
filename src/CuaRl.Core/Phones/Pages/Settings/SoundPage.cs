using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>How loud the phone is.</summary>
internal sealed class SoundPage() : ListPage(Id)
{
    public const string Id = "settings.sound";

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.Sound);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        rows.Volume(Words.MediaVolume, PhoneSetting.MediaVolume);
        rows.Volume(Words.RingVolume, PhoneSetting.RingVolume);
        rows.Volume(Words.AlarmVolume, PhoneSetting.AlarmVolume);
        rows.Item("Vibrate for calls", "Only when silent", "bell", null);
        rows.Shuffle(phone.Seed);
    }
}
