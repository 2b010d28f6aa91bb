using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Cer.Host.People.Passkeys;

/// <summary>What the server must remember between its question and the answer of a passkey; the page carries it, sealed.</summary>
/// <remarks>So nothing is kept for whoever only asks. What was answered is noted by its hash, and no answer counts twice.</remarks>
/// <param name="Purpose">enter, or add.</param>
/// <param name="Question">What the framework's handler remembers: the challenge, and whose.</param>
/// <param name="Until">Seconds of Unix.</param>
internal sealed record PasskeyState(string Purpose, string Question, long Until)
{
    public const string Enter = "enter";
    public const string Add = "add";

    private const int Minutes = 5;
    private const int Longest = 4000;

    /// <summary>By what an answer is known to have been given.</summary>
    public byte[] Hash => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Question));

    /// <summary>Seals a question for a person; 0 when it is not known yet who will answer.</summary>
    public static string Seal(string purpose, string question, int person, SecretBox box, TimeProvider time) =>
        Base64Url.EncodeToString(box.Seal(
            JsonSerializer.SerializeToUtf8Bytes(
                new PasskeyState(purpose, question, time.GetUtcNow().AddMinutes(Minutes).ToUnixTimeSeconds())),
            person));

    /// <summary>What was asked; null when it was not asked here, of this person, for this, or too long ago.</summary>
    public static PasskeyState? Open(string text, string purpose, int person, SecretBox box, TimeProvider time) =>
        text.Length <= Longest && Base64Url.IsValid(text)
        && box.Open(Base64Url.DecodeFromChars(text), person) is { } bytes
        && JsonSerializer.Deserialize<PasskeyState>(bytes) is { } state
        && state.Purpose == purpose && time.GetUtcNow().ToUnixTimeSeconds() <= state.Until
            ? state
            : null;
}
