using Cer.Operations.Mine;

namespace Cer.Host.Tests.Own;

/// <summary>What a nickname may be.</summary>
public class NicknameRuleTests
{
    [Theory]
    [InlineData("Il Picchio")]
    [InlineData("Ö")]
    [InlineData("L’àncora 2")]
    [InlineData("Famiglia d'Italia")]
    [InlineData("Çağa's caffè & crêpe, n. 7!")]
    [InlineData("Zoë Łódź")]
    [InlineData("Sorø-Gruß")]
    [InlineData("Ștefan")]
    public void What_people_see_is_a_nickname(string text) => Assert.Equal((text, null), NicknameRule.Read(text));

    [Fact]
    public void Spaces_at_the_ends_and_doubled_ones_go_and_letters_are_composed()
    {
        Assert.Equal("Il Tasso", NicknameRule.Read("  Il   Tasso ").Nickname);
        Assert.Equal("caff\u00e8", NicknameRule.Read("caffe\u0300").Nickname);
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("   ", "empty")]
    [InlineData("---", "empty")]
    [InlineData("a\u200bb", "letter")] // zero width space
    [InlineData("a\u202eb", "letter")] // right-to-left override
    [InlineData("a\u00adb", "letter")] // soft hyphen
    [InlineData("a\u0000b", "letter")]
    [InlineData("a\nb", "letter")]
    [InlineData("a\u00a0b", "letter")] // a space that is not the plain one
    [InlineData("a\u3164b", "letter")] // Hangul filler
    [InlineData("a\ue000b", "letter")] // private use
    [InlineData("z\u0351\u0352\u0353", "letter")]
    [InlineData("IT999E00000011", "pod")]
    [InlineData("it 999 e-0000 0011", "pod")]
    [InlineData("ＩＴ９９９Ｅ０００００１２３", "pod")]
    [InlineData("sono IT999E00000011!", "pod")]
    [InlineData("nome@esempio.it", "email")]
    [InlineData("nome＠esempio.it", "email")]
    [InlineData("RSSMRA80A01H501U", "tax")]
    public void What_is_not_seen_or_tells_who_it_is_is_none(string? text, string code)
    {
        var (nickname, fault) = NicknameRule.Read(text);
        Assert.Null(nickname);
        Assert.Equal(code, fault!.Code);
        Assert.Matches("^Found .+, expected .+\\.$", fault.Sentence);
    }

    // Each looks like Latin, or is a picture or a sign: one alphabet has letters enough.
    [Theory]
    [InlineData("Іl Picchio", "U+0406")] // Cyrillic I
    [InlineData("Il Pіcchiо", "U+0456")] // Cyrillic i and o
    [InlineData("Αnna", "U+0391")] // Greek alpha
    [InlineData("Ꭺnna", "U+13AA")] // Cherokee go
    [InlineData("Ａnna", "U+FF21")] // wide
    [InlineData("𝐀nna", "U+1D400")] // mathematical
    [InlineData("ⅼl tasso", "U+217C")] // Roman fifty
    [InlineData("ıl tasso", "U+0131")] // dotless i
    [InlineData("taſſo", "U+017F")] // long s
    [InlineData("Đino", "U+0110")] // or eth: one cannot tell
    [InlineData("gufo 🦉", "U+1F989")]
    [InlineData("٣ gufi", "U+0663")] // a digit elsewhere
    [InlineData("a|b", "U+007C")]
    [InlineData("x\u0331y", "U+0331")] // a mark that no letter of its own has
    [InlineData("Анна", "U+0410")]
    public void Of_other_alphabets_and_signs_there_is_none(string text, string found)
    {
        var (nickname, fault) = NicknameRule.Read(text);
        Assert.Null(nickname);
        Assert.Equal(new NicknameFault("script", found), fault);
        Assert.Matches("^Found .+, expected .+\\.$", fault!.Sentence);
    }

    [Fact]
    public void Half_of_a_pair_of_letters_is_none() =>
        Assert.Equal("letter", NicknameRule.Read("a" + (char)0xd800 + "b").Fault!.Code);

    [Fact]
    public void Forty_letters_are_one_and_forty_one_are_not()
    {
        Assert.NotNull(NicknameRule.Read(new string('è', 40)).Nickname);
        Assert.Equal(new NicknameFault("long", "41"), NicknameRule.Read(new string('è', 41)).Fault);
    }
}
