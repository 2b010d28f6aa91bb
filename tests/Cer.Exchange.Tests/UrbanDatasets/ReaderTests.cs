using System.Text;
using System.Text.Json.Nodes;
using Cer.Exchange.UrbanDatasets;

namespace Cer.Exchange.Tests.UrbanDatasets;

public class ReaderTests
{
    [Theory]
    [InlineData("+01:00")]
    [InlineData("UTC+1")]
    [InlineData("UTC+01")]
    [InlineData("UTC+01:00")]
    [InlineData("utc+1:00")]
    [InlineData(" UTC+1 ")]
    public void One_hour_ahead_of_UTC_is_read_in_every_spelling(string zone) =>
        Assert.Equal(Samples.At("2026-01-14T09:00:00Z"), StartUnder(zone));

    [Theory]
    [InlineData("UTC", "2026-01-14T10:00:00Z")]
    [InlineData("+00:00", "2026-01-14T10:00:00Z")]
    [InlineData("-00:00", "2026-01-14T10:00:00Z")]
    [InlineData("UTC+5:30", "2026-01-14T04:30:00Z")]
    [InlineData("UTC-1", "2026-01-14T11:00:00Z")]
    [InlineData("-03:45", "2026-01-14T13:45:00Z")]
    [InlineData("+14:00", "2026-01-13T20:00:00Z")]
    public void An_offset_moves_the_clock_the_right_way(string zone, string start) =>
        Assert.Equal(Samples.At(start), StartUnder(zone));

    [Theory]
    [InlineData("Europe/Rome")]
    [InlineData("CET")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("+1")]
    [InlineData("1")]
    [InlineData("+01:60")]
    [InlineData("+14:15")]
    [InlineData("UTC+")]
    [InlineData("UTC+1:0")]
    [InlineData("UTC+1:000")]
    [InlineData("+01:00:00")]
    [InlineData("UTC +1")]
    [InlineData("+٠١:00")]
    public void A_time_zone_that_is_no_fixed_offset_is_refused(string zone)
    {
        var message = Samples.OneQuarter();
        message.Context()["timeZone"] = zone;
        Assert.Contains("timeZone: found", Refused(message), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-14T10:15:21Z")]
    [InlineData("2026-01-14T10:15:21+01:00")]
    [InlineData("2026-01-14T10:15:21.5")]
    [InlineData("2026-01-14 10:15:21")]
    [InlineData("2026-01-14T25:00:00")]
    [InlineData("2026-01-14T24:00:01")]
    [InlineData("2025-02-29T10:15:21")]
    [InlineData("26-01-14T10:15:21")]
    [InlineData("0000-01-14T10:15:21")]
    [InlineData("-001-01-14T10:15:21")]
    [InlineData("")]
    public void A_message_time_of_another_form_is_refused(string timestamp)
    {
        var message = Samples.OneQuarter();
        message.Context()["timestamp"] = timestamp;
        Assert.StartsWith("UrbanDataset.context: timestamp: found", Refused(message), StringComparison.Ordinal);
    }

    [Fact]
    public void A_last_quarter_may_end_at_24_o_clock()
    {
        var message = Samples.OneQuarter();
        message.Lines()[0]!["period"] = new JsonObject
        {
            ["start_ts"] = "2026-01-13T23:45:00",
            ["end_ts"] = "2026-01-13T24:00:00",
        };
        Assert.Equal(Samples.At("2026-01-13T22:45:00Z"), Assert.Single(Samples.Examined(message).Stored()).Start);
    }

    [Fact]
    public void A_note_in_the_context_is_welcome_and_another_stranger_is_not()
    {
        var message = Samples.OneQuarter();
        message.Context()["note"] = "Invio orario";
        Assert.Single(Samples.Examined(message).Stored());
        message.Context()["notes"] = "x";
        Assert.StartsWith(
            "UrbanDataset.context: found a member 'notes', expected only producer, timeZone",
            Refused(message), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stranger_is_refused_even_where_the_schema_lets_false_through()
    {
        var message = Samples.OneQuarter();
        message["UrbanDataset"]!["additionalProperties"] = false;
        Assert.StartsWith("UrbanDataset: found a member 'additionalProperties'", Refused(message),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"UrbanDataset":{},"UrbanDataset":{}}""",
        "UrbanDataset: found no member 'specification', expected one")]
    [InlineData("""{}""", "found no member 'UrbanDataset', expected one")]
    [InlineData("""[]""", "found an array, expected an object")]
    [InlineData("""null""", "found null, expected an object")]
    [InlineData("""{"UrbanDataset":7}""", "UrbanDataset: found a number, expected an object")]
    [InlineData("""{"UrbanDataset":{"context":{"timeZone":"UTC","timeZone":"UTC"}}}""",
        "UrbanDataset.context: found the member 'timeZone' twice, expected it once")]
    public void The_reason_names_the_place_and_what_was_expected_there(string text, string reason) =>
        Assert.Equal(reason, RefusedText(text));

    [Fact]
    public void An_empty_text_is_refused() => Assert.Contains("not JSON", RefusedText(""), StringComparison.Ordinal);

    [Fact]
    public void Text_behind_the_message_is_refused() => Assert.Contains(
        "not JSON", RefusedText(Samples.OneQuarter().ToJsonString() + "{}"), StringComparison.Ordinal);

    [Fact]
    public void A_comment_and_a_trailing_comma_are_no_JSON()
    {
        var text = Samples.OneQuarter().ToJsonString();
        Assert.Contains("not JSON", RefusedText("/* hello */" + text), StringComparison.Ordinal);
        Assert.Contains("not JSON", RefusedText(text[..^1] + ",}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. Samples.Bytes("samples/m1-one-device-one-quarter.json")];
        Assert.IsType<UrbanDatasetOutcome.Read>(UrbanDatasetReader.Read(marked));
    }

    [Fact]
    public void The_order_of_members_does_not_matter()
    {
        var message = Samples.OneQuarter();
        var dataset = message["UrbanDataset"]!.AsObject();
        var reversed = new JsonObject(dataset.Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        var turned = new JsonObject { ["UrbanDataset"] = reversed };
        Assert.Equal(Samples.Examined(message).Stored(), Samples.Examined(turned).Stored());
    }

    [Fact]
    public void A_NUL_and_half_a_surrogate_pair_never_reach_the_store()
    {
        var text = Samples.OneQuarter().ToJsonString();
        Assert.Contains("U+0000", RefusedText(text.Replace("c2g-", "c2g\\u0000", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.Contains("surrogate", RefusedText(text.Replace("c2g-", "c2g\\ud800", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Theory]
    // A name that the line before has, and a member's: both are compared before they are made into texts.
    [InlineData("\"PODID\"", "\"POD\\udcC5ID\"")]
    [InlineData("\"period\"", "\"\\ud800\"")]
    [InlineData("\"UrbanDataset\"", "\"\\ud800\"")]
    public void Half_a_surrogate_pair_in_a_name_is_refused_with_its_place(string name, string broken)
    {
        var text = Encoding.UTF8.GetString(Samples.Bytes("samples/m1-three-devices-one-hour.json"));
        var last = text.LastIndexOf(name, StringComparison.Ordinal);
        Assert.Contains(
            "found half of a surrogate pair, expected whole characters",
            RefusedText(text[..last] + broken + text[(last + name.Length)..]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused_without_following_it()
    {
        var deep = "{\"UrbanDataset\":" + new string('[', 1_000_000);
        Assert.Equal("UrbanDataset: found an array, expected an object", RefusedText(deep));
        Assert.Contains(
            "nested deeper than 12",
            Assert.IsType<UrbanDatasetOutcome.Refused>(PushRequestReader.Read(Encoding.UTF8.GetBytes(
                "{\"dataset\":" + new string('[', 1_000_000))).Dataset).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_over_four_mebibytes_is_refused_by_its_length() => Assert.Equal(
        "found 4194305 bytes, expected at most 4194304",
        Assert.IsType<UrbanDatasetOutcome.Refused>(UrbanDatasetReader.Read(new byte[4 * 1024 * 1024 + 1])).Reason);

    [Fact]
    public void Ten_thousand_lines_are_read_and_one_more_is_refused()
    {
        const string Head = """{"UrbanDataset":{"values":{"line":[""";
        const string Line = """{"property":[{"name":"n","val":"v"}]}""";
        string Lines(int count) => Head + string.Join(',', Enumerable.Repeat(Line, count)) + "]}}}";
        Assert.Equal("UrbanDataset: found no member 'specification', expected one", RefusedText(Lines(10_000)));
        Assert.Equal(
            "UrbanDataset.values.line[10000]: found more items, expected at most 10000", RefusedText(Lines(10_001)));
    }

    [Fact]
    public void A_hundred_properties_are_read_and_one_more_is_refused()
    {
        var message = Samples.OneQuarter();
        for (var i = 0; i < 90; i++) message.With($"Extra{i}", "1");
        Assert.Equal(90, Assert.Single(Samples.Examined(message)).Warnings.Count);
        message.With("Extra90", "1");
        Assert.Contains("expected at most 100", Refused(message), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_two_thousand_characters_is_read_and_one_more_is_refused()
    {
        var message = Samples.OneQuarter();
        message.Lines()[0]!["description"] = new string('à', 2000);
        Assert.Single(Samples.Examined(message).Stored());
        message.Lines()[0]!["description"] = new string('a', 2001);
        Assert.Equal(
            "UrbanDataset.values.line[1].description: found 2001 characters in a text, expected at most 2000",
            Refused(message));
    }

    [Fact]
    public void A_value_with_parts_is_read_as_the_schema_has_it()
    {
        var message = Samples.OneQuarter();
        JsonArray Parts(int count) => new([.. Enumerable.Range(1, count)
            .Select(i => new JsonObject { ["name"] = $"p{i}", ["val"] = "1" })]);
        message.Lines()[0]!["property"]!.AsArray().Add(new JsonObject
        {
            ["name"] = "coordinates",
            ["property"] = Parts(2)
        });
        Assert.Single(Samples.Examined(message).Stored());
        message.Lines()[0]!["property"]!.AsArray().Add(new JsonObject { ["name"] = "other", ["property"] = Parts(1) });
        Assert.Contains("found fewer than two parts", Refused(message), StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_is_a_type_or_a_list_of_parts_never_both()
    {
        var message = Samples.OneQuarter();
        message["UrbanDataset"]!["specification"]!["properties"]!["propertyDefinition"]![0]!["dataType"] = "string";
        Assert.Contains("both or neither of dataType and subProperties", Refused(message), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"resource_id\":\"x\"}", "found no member 'dataset', expected one")]
    [InlineData("{\"dataset\":{}}", "found no member 'resource_id', expected one")]
    [InlineData("{\"resource_id\":\"x\",\"dataset\":{}}", "dataset: found no member 'UrbanDataset', expected one")]
    [InlineData("{\"dataset\":[],\"resource_id\":\"x\"}", "dataset: found an array, expected an object")]
    [InlineData("{\"resource_id\":7,\"dataset\":{}}", "resource_id: found a number, expected a text")]
    [InlineData("{\"resource_id\":\"x\",\"data\":{}}", "found a member 'data', expected only resource_id, dataset")]
    public void A_push_that_is_not_one_is_refused_with_its_place(string body, string reason)
    {
        var push = PushRequestReader.Read(Encoding.UTF8.GetBytes(body));
        Assert.Equal(reason, Assert.IsType<UrbanDatasetOutcome.Refused>(push.Dataset).Reason);
    }

    [Theory]
    [InlineData(true, "{\"resource_id\":\"x\",\"dataset\":{}}")]
    [InlineData(true, " {\n \"dataset\" : 1")]
    [InlineData(true, "\uFEFF{\"\\u0064ataset\":{}}")]
    [InlineData(false, "{\"UrbanDataset\":{\"dataset\":1}}")]
    [InlineData(false, "{\"\\ud800\\ud800\":1}")]
    [InlineData(false, "[\"dataset\"]")]
    [InlineData(false, "{}")]
    [InlineData(false, "{\"data")]
    [InlineData(false, "")]
    public void A_push_is_known_by_its_first_member(bool isPush, string text) =>
        Assert.Equal(isPush, PushRequestReader.IsPush(Encoding.UTF8.GetBytes(text)));

    private static NodaTime.Instant StartUnder(string zone)
    {
        var message = Samples.OneQuarter();
        message.Context()["timeZone"] = zone;
        return Assert.Single(Samples.Examined(message, now: Samples.At("2026-01-15T00:00:00Z")).Stored()).Start;
    }

    private static string Refused(JsonNode message) => RefusedText(message.ToJsonString());

    private static string RefusedText(string text) => Assert.IsType<UrbanDatasetOutcome.Refused>(
        UrbanDatasetReader.Read(Encoding.UTF8.GetBytes(text))).Reason;
}
