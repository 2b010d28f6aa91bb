using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cer.Operations.People;

/// <summary>Codes of an app that change every 30 seconds: six digits, by HMAC-SHA-1, as every such app makes them.</summary>
/// <remarks>Source: RFC 6238, and RFC 4226 section 5.3 for the truncation.</remarks>
public static class Totp
{
    /// <summary>As long as the hash (RFC 4226, section 4, R6).</summary>
    public const int SecretBytes = 20;

    public const int Digits = 6;

    private const int StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> moving = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(moving, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The hash that RFC 6238 names and apps speak; a code needs no collision resistance.
        HMACSHA1.HashData(secret, moving, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        return (number % (int)Math.Pow(10, digits)).ToString(new string('0', digits), CultureInfo.InvariantCulture);
    }

    /// <summary>The time step whose code this is: the present one, the one before or the one after; null when none.</summary>
    public static long? StepOf(string code, ReadOnlySpan<byte> secret, DateTimeOffset time)
    {
        // Every step is looked at, and each in the same time.
        long? found = null;
        var shown = Encoding.UTF8.GetBytes(code);
        for (var step = StepAt(time) - 1; step <= StepAt(time) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(Code(secret, step)), shown)) found = step;
        return found;
    }

    /// <summary>The address that an app reads from a picture.</summary>
    public static string Uri(string login, string secret) =>
        $"otpauth://totp/CerAutomation:{System.Uri.EscapeDataString(login)}?secret={secret}&issuer=CerAutomation"
        + $"&algorithm=SHA1&digits={Digits}&period={StepSeconds}";

    /// <summary>Base 32 as people type it (RFC 4648), without padding; whole groups of five bytes.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % 5 != 0) throw new ArgumentException(
            $"Found {bytes.Length} bytes, expected a multiple of 5.", nameof(bytes));
        var text = new StringBuilder(bytes.Length / 5 * 8);
        for (var group = 0; group < bytes.Length; group += 5)
        {
            var bits = (ulong)bytes[group] << 32 | BinaryPrimitives.ReadUInt32BigEndian(bytes[(group + 1)..]);
            for (var place = 35; place >= 0; place -= 5) text.Append(Alphabet[(int)(bits >> place & 31)]);
        }

        return text.ToString();
    }
}
