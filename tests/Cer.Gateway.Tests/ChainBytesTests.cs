using Cer.Operations.Auditing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Gateway.Tests;

/// <summary>The bytes that a hash of the audit log is taken of.</summary>
public sealed class ChainBytesTests
{
    private static readonly ChainEntry Entry = new(
        1,
        Instant.FromUtc(2026, 11, 22, 10, 0) + Duration.FromTicks(1_234_560),
        "prova",
        "call",
        "borgo.2026-10.gse-month.1",
        "perché: {\"a\": 1}",
        new byte[32],
        new byte[32]);

    // By Python: struct.pack('>qq', …), '>i' before each text, hashlib.sha256.
    [Fact]
    public void The_hash_of_an_entry_is_that_of_the_layout_written_down() => Assert.Equal(
        "a35c1d4902530f1db1b1630f7427fd4794d82f41a7a5a114c8b9314f1ff6c82b",
        Convert.ToHexStringLower(ChainBytes.HashOf("borgo", Entry)));

    [Fact]
    public void Two_entries_have_the_same_bytes_only_when_nothing_of_them_differs() => Prop.ForAll(
        Texts.ToArbitrary(), Texts.ToArbitrary(), (one, other) =>
            Bytes(one).AsSpan().SequenceEqual(Bytes(other)) == one.SequenceEqual(other))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Moving_the_border_between_two_texts_changes_the_bytes() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyString>(), ArbMap.Default.ArbFor<PositiveInt>(), (text, at) =>
        {
            var whole = Valid(text.Get);
            if (whole.Length == 0) return true;
            var (one, other) = (at.Get % (whole.Length + 1), (at.Get + 1) % (whole.Length + 1));
            return one == other || !Bytes(Cut(one)).AsSpan().SequenceEqual(Bytes(Cut(other)));
            string[] Cut(int place) => ["c", Valid(whole[..place]), Valid(whole[place..]), "", ""];
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Half_of_a_surrogate_pair_has_no_bytes() =>
        Assert.Throws<System.Text.EncoderFallbackException>(() => ChainBytes.Of("borgo", Entry with { Detail = "\ud83d" }));

    // Few letters and short texts, so that many pairs are nearly the same.
    private static Gen<string[]> Texts =>
        Gen.Elements("", "a", "b", "ab", "ba", "\0", "à", "😀").ArrayOf(5);

    private static byte[] Bytes(string[] texts) => ChainBytes.Of(
        texts[0], Entry with { Who = texts[1], What = texts[2], Subject = texts[3], Detail = texts[4] });

    private static string Valid(string text) => string.Concat(text.Where(letter => !char.IsSurrogate(letter)));
}
