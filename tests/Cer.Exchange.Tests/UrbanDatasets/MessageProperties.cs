using System.Text.Json.Nodes;
using Cer.Exchange.UrbanDatasets;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Exchange.Tests.UrbanDatasets;

/// <summary>What must hold of every message, not only of the samples.</summary>
public class MessageProperties
{
    private static readonly string[] Mixed =
    [
        "samples/m1-three-devices-one-hour", "bad/05-duplicate-line", "bad/12-totalizer-backwards",
        "bad/14-energy-disagrees-with-totalizer", "bad/02-wrong-pod",
    ];

    [Fact]
    public void The_order_of_the_lines_changes_no_verdict() => Prop.ForAll(
        Gen.Elements(Mixed).ToArbitrary(), ArbMap.Default.ArbFor<int>(), (name, seed) =>
        {
            var message = JsonNode.Parse(Samples.Bytes($"{name}.json"))!;
            var straight = Samples.Examined(message, Samples.Registry);
            var order = Enumerable.Range(0, straight.Count).ToArray();
            new Random(seed).Shuffle(order);
            var lines = message.Lines().Select(line => line!.DeepClone()).ToArray();
            message.Lines().Clear();
            foreach (var index in order) message.Lines().Add(lines[index]);
            return Summary(Samples.Examined(message, Samples.Registry)).SequenceEqual(Summary(straight));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_beginning_of_a_message_is_refused_and_none_throws()
    {
        var whole = Samples.Bytes("samples/push-request.json").AsSpan().TrimEnd("\r\n "u8).ToArray();
        for (var length = 0; length < whole.Length; length++)
        {
            var part = whole.AsSpan(0, length);
            Assert.IsType<UrbanDatasetOutcome.Refused>(PushRequestReader.Read(part).Dataset);
            Assert.IsType<MessageVerdict.Refused>(MessageExaminer.Examine(part, Samples.Clock, Samples.Registry));
        }
    }

    [Fact]
    public void Random_bytes_never_throw() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), bytes =>
            MessageExaminer.Examine(bytes, Samples.Clock, Samples.Registry) is MessageVerdict.Refused
            && PushRequestReader.Read(bytes).Dataset is UrbanDatasetOutcome.Refused)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_message_with_one_byte_changed_never_throws_and_never_stores_what_is_not_registered()
    {
        var whole = Samples.Bytes("samples/m1-minimal-no-property-definitions.json");
        Prop.ForAll(Gen.Choose(0, whole.Length - 1).ToArbitrary(), ArbMap.Default.ArbFor<byte>(), (place, value) =>
        {
            byte[] changed = [.. whole];
            changed[place] = value;
            return MessageExaminer.Examine(changed, Samples.Clock,
                Samples.Registry) is not MessageVerdict.Examined examined
                || examined.Lines.Stored().All(reading => Samples.Registry.Points.Contains(reading.Pod));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void A_line_said_twice_stores_what_it_stores_once() => Prop.ForAll(
        Gen.Elements("samples/m1-three-devices-one-hour", "samples/m2-producer-one-hour").ToArbitrary(), name =>
        {
            var message = JsonNode.Parse(Samples.Bytes($"{name}.json"))!;
            var once = Samples.Examined(message).Stored();
            foreach (var line in message.Lines().Select(line => line!.DeepClone()).ToArray()) message.Lines().Add(line);
            return Samples.Examined(message).Stored().SequenceEqual(once);
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Summary(IReadOnlyList<LineVerdict> lines) => lines
        .Select(line => $"{line.Fate} {line.Reading} {string.Join(';', line.Warnings)}")
        .Order(StringComparer.Ordinal);
}
