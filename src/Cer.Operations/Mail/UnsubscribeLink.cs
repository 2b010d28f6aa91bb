using System.Buffers.Binary;
using System.Buffers.Text;
using Cer.Operations.People;
using Cer.Operations.Ports;

namespace Cer.Operations.Mail;

/// <summary>What the link of an optional letter holds: who wants no more of which letters, sealed with the installation's key.</summary>
/// <remarks>
/// It names nobody, opens nothing else, and has no end: letters are read late. Whoever changes a letter of it has another text, that
/// this installation never made.
/// </remarks>
/// <param name="Community">Whose letters.</param>
/// <param name="Person">Number of the person.</param>
/// <param name="Kind">Which letters.</param>
public sealed record UnsubscribeLink(CommunityId Community, int Person, LetterKind Kind)
{
    // Two more than it holds: so the text has no bit to spare, and each of its letters counts.
    private const int Bytes = 11;
    private const int LongestText = 100;

    private static readonly byte[] Beside = "an unsubscription, 1"u8.ToArray();

    /// <summary>The text that goes into an address.</summary>
    public string Seal(SecretBox box)
    {
        Span<byte> told = stackalloc byte[Bytes];
        told.Clear();
        BinaryPrimitives.WriteInt32BigEndian(told, Community.Value);
        BinaryPrimitives.WriteInt32BigEndian(told[4..], Person);
        told[8] = (byte)(LetterKinds.Optional.ToList().IndexOf(Kind) + 1);
        return Base64Url.EncodeToString(box.Seal(told, Beside));
    }

    /// <summary>What a text holds; null of any that this installation did not make.</summary>
    public static UnsubscribeLink? Open(string text, SecretBox box)
    {
        if (text.Length > LongestText || !Base64Url.IsValid(text)
            || box.Open(Base64Url.DecodeFromChars(text), Beside) is not { Length: Bytes } told) return null;
        var kinds = LetterKinds.Optional;
        return told[8] >= 1 && told[8] <= kinds.Count
            ? new(
                new(BinaryPrimitives.ReadInt32BigEndian(told)),
                BinaryPrimitives.ReadInt32BigEndian(told.AsSpan(4)),
                kinds[told[8] - 1])
            : null;
    }
}
