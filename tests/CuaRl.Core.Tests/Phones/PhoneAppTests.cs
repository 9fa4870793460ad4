using CuaRl.Core.Devices;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Pictures;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Tests.Phones;

public sealed class PhoneAppTests
{
    private const string Chrome = "com.android.chrome";
    private const string Files = "com.android.documentsui";

    [Theory]
    [InlineData("gbox.ai", "gbox.ai")]
    [InlineData("https://www.GBOX.ai/", "gbox.ai")]
    [InlineData("gbox logo", "search: gbox logo")]
    [InlineData("nowhere.example", "nowhere.example")]
    public void Address_TypedAndSubmitted_IsVisitedAndBackLeadsAway(string typed, string address)
    {
        var phone = Phone.Start(1).Open(Chrome);
        phone.Tap(phone.See(ElementRole.TextField)).Type(typed, isSubmitted: true);
        Assert.Equal(address, phone.See(ElementRole.TextField)!.Text);

        Assert.Equal("", phone.Press(DeviceButton.Back).See(ElementRole.TextField)!.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Logo_DownloadedByLinkOrFromThePicture_IsInDownloadsWithANotification(bool isByLink)
    {
        for (var seed = 0UL; seed < 12; seed++)
        {
            var phone = Phone.Start(seed).Open(Chrome);
            phone.Tap(phone.See(ElementRole.TextField)).Type("gbox.ai", isSubmitted: true);
            phone = isByLink ? phone.Tap(Words.DownloadLogo) : HoldLogo(phone).Tap(Words.DownloadImage);
            phone = phone.See(Words.Allow) is { } allow ? phone.Tap(allow) : phone;

            Assert.Equal(0, phone.Run("test -f /sdcard/Download/logo.svg").ExitCode);
            Assert.Contains("logo.svg", phone.Swipe(180, 2, 180, 300).Texts(ElementRole.Notification));
        }
    }

    [Fact]
    public void Logo_DownloadedTwice_IsThereTwice()
    {
        var phone = Phone.Start(0).Open(Chrome);
        phone.Tap(phone.See(ElementRole.TextField)).Type("gbox.ai", isSubmitted: true).Tap(Words.DownloadLogo);
        phone = phone.See(Words.Allow) is { } allow ? phone.Tap(allow) : phone;

        phone.Tap(Words.DownloadLogo);

        Assert.Equal("logo (1).svg\nlogo.svg", phone.Ask("ls /sdcard/Download | grep logo"));
    }

    [Fact]
    public void Download_ThatIsNotAllowed_BringsNothing()
    {
        var phone = Enumerable.Range(0, 50).Select(seed => Phone.Start((ulong)seed))
            .First(phone => !phone.State.FindApp(Chrome)!.MayUseFiles).Open(Chrome);
        phone.Tap(phone.See(ElementRole.TextField)).Type("gbox.ai", isSubmitted: true).Tap(Words.DownloadLogo);

        phone.Tap(Words.Deny);

        Assert.Equal(1, phone.Run("test -e /sdcard/Download/logo.svg").ExitCode);
        Assert.Equal("gbox.ai", phone.See(ElementRole.TextField)!.Text);
    }

    [Fact]
    public void Page_InAirplaneMode_IsOffline()
    {
        var phone = Phone.Start(1, new PhoneTask("x", "airplane_mode", "false")).Open(Chrome);

        phone.Tap(phone.See(ElementRole.TextField)).Type("gbox.ai", isSubmitted: true);

        Assert.NotNull(phone.See(Words.Offline));
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData(" my folder ", true)]
    [InlineData("", false)]
    [InlineData("a/b", false)]
    [InlineData("..", false)]
    public void Folder_NamedInItsDialog_IsMadeIfItIsAName(string name, bool isMade)
    {
        for (var seed = 0UL; seed < 6; seed++)
        {
            var phone = AskForFolder(Phone.Start(seed)).Type(name).Tap(Words.Ok);

            Assert.Equal(isMade ? 0 : 1, phone.Run($"test -d '/sdcard/Download/{(isMade ? name.Trim() : "abc")}'").ExitCode);
            Assert.Equal(isMade, phone.See(ElementRole.Keyboard) is null);
            Assert.Equal(isMade, phone.See(ElementRole.Toast) is null);
        }
    }

    [Fact]
    public void Folder_ThatExists_IsNotMadeAgain()
    {
        var phone = Phone.Start(1);
        phone.Run("mkdir /sdcard/Download/abc; touch /sdcard/Download/abc/kept");

        AskForFolder(phone).Type("abc").Tap(Words.Ok);

        Assert.Equal("abc exists already", phone.See(ElementRole.Toast)?.Text);
        Assert.Equal("kept", phone.Ask("ls /sdcard/Download/abc"));
    }

    [Fact]
    public void File_HeldAndDeleted_IsGone()
    {
        var phone = Phone.Start(1);
        phone.Run("mkdir /sdcard/Download/abc; touch /sdcard/Download/abc/file");
        phone.Open(Files).Tap(Words.Downloads);

        phone.Hold(phone.See("abc")).Tap(Words.Delete);

        Assert.Equal(1, phone.Run("test -e /sdcard/Download/abc").ExitCode);
    }

    [Fact]
    public void Keyboard_TappedKeyByKey_TypesAndErases()
    {
        var phone = AskForFolder(Phone.Start(1));

        foreach (var key in new[] { "a", "b", "q", "erase", "c", "space", "z", "enter" })
        {
            Press(phone, key);
        }

        Assert.Equal("abc z", phone.Ask("ls /sdcard/Download | grep abc"));
    }

    [Theory]
    [InlineData("shift a b", "Ab", "q")]
    [InlineData("shift", "", "Q")]
    [InlineData("shift shift a", "a", "q")]
    [InlineData("shift erase a", "A", "q")]
    [InlineData("shift , a", ",a", "q")]
    [InlineData("shift*2 a b space c", "AB C", "Q")]
    [InlineData("shift*2 a shift b", "Ab", "q")]
    [InlineData("?123 7 ( _ ? , . ABC a", "7(_?,.a", "q")]
    [InlineData("?123 1 space a", "1 a", "q")]
    [InlineData(@"?123 =\< [ \ €", @"[\€", "~")]
    [InlineData(@"?123 =\< ] ?123 @", "]@", "1")]
    [InlineData("shift ?123 1 erase ABC a", "a", "q")]
    [InlineData("a*2 ?123 5*2", "aa55", "1")]
    public void Keyboard_ShiftAndSymbols_TypeAndShowWhatAndroidsDo(string taps, string text, string firstKey)
    {
        var phone = AskForFolder(Phone.Start(1));

        foreach (var tap in taps.Split(' '))
        {
            if (tap.EndsWith("*2", StringComparison.Ordinal))
            {
                phone.Do(new ScreenAction.DoubleTap(Place(phone, tap[..^2])));
            }
            else
            {
                Press(phone, tap);
            }
        }

        Assert.Equal(text, phone.See(ElementRole.TextField)!.Text);
        Press(phone, KeyboardKeys.In(phone.See(ElementRole.Keyboard)!).First().Key);
        Assert.Equal(text + firstKey, phone.See(ElementRole.TextField)!.Text);
    }

    [Theory]
    [InlineData("shift")]
    [InlineData("shift*2")]
    [InlineData("?123")]
    [InlineData(@"?123 =\<")]
    public void Keyboard_OfEveryPage_IsShownAndKeptBySnapshots(string taps)
    {
        var phone = AskForFolder(Phone.Start(1));
        var painter = new PictureCache();
        var letters = painter.Paint(phone.Screen).ToArray();

        foreach (var tap in taps.Split(' '))
        {
            phone.Do(tap.EndsWith("*2", StringComparison.Ordinal)
                ? new ScreenAction.DoubleTap(Place(phone, tap[..^2])) : new ScreenAction.Tap(Place(phone, tap)));
        }

        var again = Phone.Restore(phone.Snapshot());
        Assert.Equal(phone.Screen.Elements.ToArray(), again.Screen.Elements.ToArray());
        Assert.Equal(phone.Snapshot(), again.Snapshot());
        Assert.NotEqual(letters, painter.Paint(phone.Screen).ToArray());
        Press(phone, "erase");
        Press(again, "erase");
        Assert.Equal(phone.Screen.Elements.ToArray(), again.Screen.Elements.ToArray());
    }

    [Fact]
    public void Keyboard_PutAwayAndShownAgain_BeginsWithLetters()
    {
        var phone = Phone.Start(1).Open("com.android.chrome");
        phone.Do(new ScreenAction.Tap(phone.See(ElementRole.TextField)!.Bounds.Center));
        Press(phone, "?123");
        phone.Do(new ScreenAction.PressButton(DeviceButton.Back));

        phone.Do(new ScreenAction.Tap(phone.See(ElementRole.TextField)!.Bounds.Center));

        Assert.Equal("q", KeyboardKeys.In(phone.See(ElementRole.Keyboard)!).First().Key);
    }

    [Fact]
    public void Keys_PressedWithShift_GiveWhatIsOnTop()
    {
        var phone = AskForFolder(Phone.Start(1));

        phone.Do(new ScreenAction.PressKeys(["shift", "a"])).Do(new ScreenAction.PressKeys(["shift", "1"]))
            .Do(new ScreenAction.PressKeys(["b"])).Do(new ScreenAction.PressKeys(["shift", "backspace"]));

        Assert.Equal("A!", phone.See(ElementRole.TextField)!.Text);
    }

    [Fact]
    public void WebPage_Words_KeepOffTheEdges()
    {
        var phone = Phone.Start(1).Open("com.android.chrome");
        phone.Do(new ScreenAction.Tap(phone.See(ElementRole.TextField)!.Bounds.Center)).Type("gbox.ai", isSubmitted: true);

        var words = phone.Screen.Elements.Where(element => element.Role is ElementRole.Text or ElementRole.Link or ElementRole.Heading).ToArray();

        Assert.True(words.Length >= 3);
        Assert.All(words, element => Assert.True(element.Bounds is { Left: >= 16, Right: <= 344 }, element.ToString()));
    }

    [Fact]
    public void Text_WithoutAFocus_GoesNowhere()
    {
        var phone = Phone.Start(1).Open("com.android.settings");
        var before = phone.Snapshot();

        phone.Type("abc", isSubmitted: true).Do(new ScreenAction.PressKeys(["a"]));

        Assert.Equal(before, phone.Snapshot());
    }

    [Fact]
    public void Text_Replacing_TakesThePlaceOfWhatIsThere()
    {
        var phone = AskForFolder(Phone.Start(1)).Type("abc").Do(new ScreenAction.TypeText("xyz", IsReplacing: true));

        Assert.Equal("xyz", phone.See(ElementRole.TextField)!.Text);
    }

    [Fact]
    public void Camera_Pressed_TakesAPictureThatTheGalleryShows()
    {
        var phone = Phone.Start(1).Open("com.android.camera").Tap(Words.Shutter).Open("com.android.gallery");

        Assert.NotNull(phone.See("IMG_0001.jpg"));
    }

    private static void Press(Phone phone, string key) => phone.Do(new ScreenAction.Tap(Place(phone, key)));

    private static ScreenPoint Place(Phone phone, string key) =>
        KeyboardKeys.In(phone.See(ElementRole.Keyboard)!).First(one => one.Key == key).Bounds.Center;

    private static Phone AskForFolder(Phone phone)
    {
        phone.Open(Files).Tap(Words.Downloads);
        phone = phone.See(Words.NewFolder) is null ? phone.Tap(Words.More) : phone;
        return phone.Tap(Words.NewFolder);
    }

    private static Phone HoldLogo(Phone phone)
    {
        phone = phone.See(ElementRole.Image) is null ? phone.Swipe(180, 600, 180, 100) : phone;
        return phone.Hold(phone.See(ElementRole.Image));
    }
}
