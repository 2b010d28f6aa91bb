namespace Cer.Year.Tests;

/// <summary>Invented Italian accounts with right check digits, reckoned here: ISO 7064 and the check letter of the BBAN.</summary>
internal static class Ibans
{
    private static readonly int[] Odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];

    /// <summary>An account at a bank that does not exist.</summary>
    public static string Of(int number)
    {
        var account = FormattableString.Invariant($"9999999999{number:000000000000}");
        var letter = (char)('A' + (account.Select((digit, place) => place % 2 == 0 ? Odd[digit - '0'] : digit - '0').Sum() % 26));
        // Letters count from 10; IT00 goes to the end.
        var digits = $"{letter - 'A' + 10}{account}182900";
        var rest = digits.Aggregate(0, (left, digit) => ((left * 10) + (digit - '0')) % 97);
        return FormattableString.Invariant($"IT{98 - rest:00}{letter}{account}");
    }
}
