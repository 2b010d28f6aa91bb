using System.Text;

namespace Cer.Operations.People;

/// <summary>What a password must be like: long; what it is made of is its owner's business.</summary>
/// <remarks>Source: NIST SP 800-63B, section 5.1.1.2: length, no composition rules, Unicode in one form.</remarks>
public static class PasswordRule
{
    public const int Least = 12;
    public const int Most = 200;

    private const int LeastDifferent = 5;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Problem(string password, string login)
    {
        if (password.Length is < Least or > Most)
            return $"Found a password of {password.Length} characters, expected {Least} to {Most}.";
        if (password.Distinct().Count() < LeastDifferent)
            return $"Found a password of fewer than {LeastDifferent} different characters, expected more of them.";
        if (password.Contains(login, StringComparison.OrdinalIgnoreCase))
            return "Found the login in the password, expected one without it.";
        return Plain(password) is null ? "Found a password with broken characters, expected text." : null;
    }

    /// <summary>The one form in which it is kept, whichever keyboard wrote it; null when it is no text.</summary>
    public static string? Plain(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
