using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Cer.Operations.People;

/// <summary>A token that nobody can guess: 32 random bytes, of which only the hash is kept.</summary>
public sealed class SecretToken
{
    private const int Bytes = 32;
    private const int Letters = 43;

    private SecretToken(string text) => (Text, Hash) = (text, SHA256.HashData(Encoding.ASCII.GetBytes(text)));

    /// <summary>What its owner holds.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the text, by which it is found.</summary>
    public byte[] Hash { get; }

    public static SecretToken New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>A token that somebody shows; null when it cannot be one.</summary>
    public static SecretToken? Of(string? text) =>
        text is { Length: Letters } && Base64Url.IsValid(text) ? new(text) : null;

    /// <summary>Not the text: a token in a log would open a door.</summary>
    public override string ToString() => "a token";
}
