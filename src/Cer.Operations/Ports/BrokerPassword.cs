using System.Globalization;
using System.Security.Cryptography;

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

    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA512, HashBytes);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"$7${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }
}
