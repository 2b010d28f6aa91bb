using Cer.Domain.Banking;

namespace Cer.Domain.Tests.Banking;

/// <summary>Accounts: the examples of the IBAN registry are some, and one that differs in a character is none.</summary>
public class IbanTests
{
    // Examples that the registry itself gives; the last two are invented, of a bank that there is not.
    public static readonly TheoryData<string> Registry =
    [
        "IT60X0542811101000000123456", "DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606",
        "SM86U0322509800000000270100", "NL91ABNA0417164300", "MT84MALT011000012345MTLCAST001S", "BE68539007547034",
        "AT611904300234573201", "CH9300762011623852957", "ES9121000418450200051332", "NO9386011117947",
        "IT56B9999999999000000000001", "IT33C9999999999000000000002",
    ];

    [Theory, MemberData(nameof(Registry))]
    public void What_the_registry_gives_is_read_also_with_blanks_and_small_letters(string code)
    {
        var spoken = string.Join(' ', code.ToLowerInvariant().Chunk(4).Select(four => new string(four)));
        Assert.True(Iban.TryParse(spoken, null, out var iban));
        Assert.Equal(code, iban.Code);
        Assert.Equal(code[^4..], iban.Masked[^4..]);
        Assert.DoesNotContain(code[4..^4], iban.ToString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Registry))]
    public void One_character_more_less_or_other_makes_it_none(string code)
    {
        Assert.False(Iban.TryParse(code + "0", null, out _));
        Assert.False(Iban.TryParse(code[..^1], null, out _));
        for (var place = 2; place < code.Length; place++)
        {
            if (!char.IsAsciiDigit(code[place])) continue;
            var other = (char)('0' + ((code[place] - '0' + 1) % 10));
            Assert.False(Iban.TryParse(code[..place] + other + code[(place + 1)..], null, out _), $"{place}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("IT")]
    [InlineData("ZZ00")]
    [InlineData("IT60 0542 8111 0100 0000 1234 56X")]
    [InlineData("XX60X0542811101000000123456")]
    [InlineData("IT60X054281110100000012345é")]
    public void What_is_no_account_is_none(string text) => Assert.False(Iban.TryParse(text, null, out _));

    [Fact]
    public void An_Italian_account_with_another_check_letter_is_none_whatever_its_check_digits()
    {
        var rest = "0542811101000000123456";
        foreach (var letter in "ABCDEFGHIJKLMNOPQRSTUVWYZ")
        {
            for (var check = 2; check <= 98; check++)
                Assert.False(Iban.TryParse($"IT{check:00}{letter}{rest}", null, out _), $"{letter}{check}");
        }
    }
}
