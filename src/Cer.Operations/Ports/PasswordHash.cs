using System.Security.Cryptography;

namespace Cer.Operations.Ports;

/// <summary>A password as it is kept: salted PBKDF2 with HMAC-SHA-256.</summary>
/// <remarks>Rounds as OWASP's password storage sheet of 2023 asks for this function.</remarks>
public sealed record PasswordHash(ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Hash, int Rounds)
{
    private const int RoundsNow = 600_000;
    private const int Bytes = 32;

    public static PasswordHash Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(Bytes);
        return new(salt, Derive(password, salt, RoundsNow, Bytes), RoundsNow);
    }

    /// <summary>Whether this is the password, in a time that does not tell how nearly.</summary>
    public bool Fits(string password) =>
        CryptographicOperations.FixedTimeEquals(Derive(password, Salt.Span, Rounds, Hash.Length), Hash.Span);

    private static byte[] Derive(string password, ReadOnlySpan<byte> salt, int rounds, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, length);
}
