using Cer.Domain;

namespace Cer.Host.Settle;

/// <summary>Reads a month of the command line.</summary>
internal static class MonthArgument
{
    /// <exception cref="UserFault">The text is no month.</exception>
    public static MarketMonth? Read(string option, string? text)
    {
        if (text is null) return null;
        return MarketMonth.TryParse(text, out var month)
            ? month
            : throw new UserFault($"{option}: found {text}, expected a month from 2000-01 to 2099-12, such as 2026-01");
    }
}
