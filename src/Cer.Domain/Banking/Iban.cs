using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Cer.Domain.Banking;

/// <summary>A bank account: a country whose accounts have a length, two check digits, and the rest.</summary>
/// <remarks>
/// Source: ISO 13616-1 and the IBAN registry; the check is ISO 7064 MOD 97-10. An Italian one also has its own check letter (CIN).
/// </remarks>
public sealed record Iban : IParsable<Iban>
{
    public const string Form = "an IBAN: a country, its check digits and as many characters as accounts of the country have";

    private Iban(string code) => Code = code;

    /// <summary>Without blanks, upper-case.</summary>
    public string Code { get; }

    /// <summary>Two letters.</summary>
    public string Country => Code[..2];

    /// <summary>For those who need to know which one it is, not what it is: country, check digits and the last four.</summary>
    public string Masked => $"{Code[..4]} **** {Code[^4..]}";

    /// <exception cref="FormatException">The text is not an IBAN.</exception>
    public static Iban Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var iban) ? iban : throw new FormatException($"Found no IBAN, expected {Form}.");

    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false), NotNullWhen(true)] out Iban result)
    {
        result = null;
        if (s is null || s.Length > 64) return false;
        var code = s.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (code.Length < 5 || !code.All(char.IsAsciiLetterOrDigit) || IbanLength.Of(code[..2]) != code.Length) return false;
        if (!char.IsAsciiDigit(code[2]) || !char.IsAsciiDigit(code[3]) || Remainder(code) != 1) return false;
        if (code.StartsWith("IT", StringComparison.Ordinal) && !HasItalianForm(code)) return false;
        result = new(code);
        return true;
    }

    /// <summary>The Italian account of a bank, a branch and a number: its letter and its check digits are worked out.</summary>
    /// <param name="bank">Five digits (ABI).</param>
    /// <param name="branch">Five digits (CAB).</param>
    /// <param name="account">Twelve letters or digits.</param>
    /// <exception cref="FormatException">They have another form.</exception>
    public static Iban Italian(string bank, string branch, string account)
    {
        var rest = $"{bank}{branch}{account}".ToUpperInvariant();
        if (rest.Length != 22 || !rest.All(char.IsAsciiLetterOrDigit))
            throw new FormatException("Found another account, expected 5 digits, 5 digits and 12 letters or digits.");
        var open = $"IT00{Cin(rest)}{rest}";
        return Parse(string.Create(CultureInfo.InvariantCulture, $"IT{98 - Remainder(open):00}{open[4..]}"), CultureInfo.InvariantCulture);
    }

    public override string ToString() => Masked;

    /// <summary>The rest of the division by 97, the first four characters moved to the end and letters counted from 10.</summary>
    private static int Remainder(string code)
    {
        var rest = 0;
        foreach (var letter in code[4..] + code[..4])
        {
            var value = char.IsAsciiDigit(letter) ? letter - '0' : letter - 'A' + 10;
            rest = ((rest * (value > 9 ? 100 : 10)) + value) % 97;
        }

        return rest;
    }

    /// <summary>A letter, five digits of the bank (ABI), five of the branch (CAB), twelve characters of the account.</summary>
    private static bool HasItalianForm(string code) =>
        char.IsAsciiLetter(code[4]) && code.AsSpan(5, 10).IndexOfAnyExceptInRange('0', '9') < 0 && code[4] == Cin(code[5..]);

    /// <summary>The check letter: odd places by a table, even ones by their value, modulo 26.</summary>
    /// <remarks>Source: ABI, coordinate bancarie nazionali (BBAN).</remarks>
    private static char Cin(string account)
    {
        ReadOnlySpan<byte> odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
        var sum = 0;
        for (var place = 0; place < account.Length; place++)
        {
            var value = char.IsAsciiDigit(account[place]) ? account[place] - '0' : account[place] - 'A';
            sum += place % 2 == 0 ? odd[value] : value;
        }

        return (char)('A' + (sum % 26));
    }
}
