using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cer.Operations.Ports;

/// <summary>A password of the broker, made by us, and its hash as Mosquitto keeps it.</summary>
/// <remarks>
/// Mosquitto's form $7$: PBKDF2 with HMAC-SHA-512. Its own count of rounds, as 144 random bits need no more, and the
/// broker derives on its only thread: ten thousand devices that come back at once must not stop it.
/// </remarks>
public static class BrokerPassword
{
    private const int Rounds = 101;
    private const int SaltBytes = 12;
    private const int HashBytes = 64;
    private const int PasswordBytes = 18;

    /// <summary>A random password, without characters that a shell or an address would mind.</summary>
    public static string Random() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(PasswordBytes))
        .Replace('+', '-').Replace('/', '_');

    public static string Hash(string password) => Hash(password, RandomNumberGenerator.GetBytes(SaltBytes));

    /// <summary>Whether a hash that we made is of this password.</summary>
    public static bool Matches(string password, string hash)
    {
        var salt = new byte[SaltBytes];
        return hash.Split('$') is ["", "7", _, var text, _]
            && Convert.TryFromBase64String(text, salt, out var length) && length == SaltBytes
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(hash), Encoding.UTF8.GetBytes(Hash(password, salt)));
    }

    private static string Hash(string password, byte[] salt)
    {
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA512, HashBytes);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"$7${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }
}
