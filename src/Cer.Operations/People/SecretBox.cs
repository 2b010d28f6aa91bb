using System.Security.Cryptography;

namespace Cer.Operations.People;

/// <summary>Seals small secrets for the store with a key that stands elsewhere: AES-256-GCM, bound to whom they belong.</summary>
public sealed class SecretBox(byte[] key)
{
    public const int KeyBytes = 32;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public byte[] Seal(ReadOnlySpan<byte> secret, int person) => Seal(secret, BitConverter.GetBytes(person));

    /// <summary>Seals for what is named beside it and is not in it: opened beside anything else it is nothing.</summary>
    public byte[] Seal(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> beside)
    {
        var whole = new byte[NonceBytes + TagBytes + secret.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(Nonce(whole), secret, Hidden(whole), Tag(whole), beside);
        return whole;
    }

    /// <summary>The secret; null when it was sealed with another key or for somebody else.</summary>
    public byte[]? Open(byte[] whole, int person) => Open(whole, BitConverter.GetBytes(person));

    /// <summary>The secret; null when it was sealed with another key or beside something else.</summary>
    public byte[]? Open(byte[] whole, ReadOnlySpan<byte> beside)
    {
        if (whole.Length < NonceBytes + TagBytes) return null;
        var secret = new byte[whole.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(Nonce(whole), Hidden(whole), Tag(whole), secret, beside);
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static Span<byte> Nonce(byte[] whole) => whole.AsSpan(0, NonceBytes);

    private static Span<byte> Tag(byte[] whole) => whole.AsSpan(NonceBytes, TagBytes);

    private static Span<byte> Hidden(byte[] whole) => whole.AsSpan(NonceBytes + TagBytes);
}
