namespace Cer.Messaging.Mqtt.Wire;

/// <summary>The properties of one packet: those of the table below that its kind may carry, each once.</summary>
internal sealed class PropertySet
{
    public static readonly PropertySet Empty = new();

    /// <summary>Enough for what a message says beside its payload.</summary>
    private const int LargestSection = 64 * 1024;

    private const PacketKind AnyAnswer = 0;

    private static readonly Dictionary<Property, (Form Form, PacketKind Kind)> Table = new()
    {
        [Property.PayloadFormat] = (Form.Flag, PacketKind.Publish),
        [Property.MessageExpiry] = (Form.Int, PacketKind.Publish),
        [Property.ContentType] = (Form.Text, PacketKind.Publish),
        [Property.ResponseTopic] = (Form.Text, PacketKind.Publish),
        [Property.CorrelationData] = (Form.Bytes, PacketKind.Publish),
        [Property.SubscriptionId] = (Form.Variable, PacketKind.Publish),
        [Property.TopicAlias] = (Form.Short, PacketKind.Publish),
        [Property.SessionExpiry] = (Form.Int, PacketKind.ConnAck),
        [Property.AssignedClientId] = (Form.Text, PacketKind.ConnAck),
        [Property.ServerKeepAlive] = (Form.Short, PacketKind.ConnAck),
        [Property.AuthenticationMethod] = (Form.Text, PacketKind.ConnAck),
        [Property.AuthenticationData] = (Form.Bytes, PacketKind.ConnAck),
        [Property.ResponseInformation] = (Form.Text, PacketKind.ConnAck),
        [Property.ReceiveMaximum] = (Form.Short, PacketKind.ConnAck),
        [Property.TopicAliasMaximum] = (Form.Short, PacketKind.ConnAck),
        [Property.MaximumQos] = (Form.Flag, PacketKind.ConnAck),
        [Property.RetainAvailable] = (Form.Flag, PacketKind.ConnAck),
        [Property.MaximumPacketSize] = (Form.Int, PacketKind.ConnAck),
        [Property.WildcardsAvailable] = (Form.Flag, PacketKind.ConnAck),
        [Property.SubscriptionIdsAvailable] = (Form.Flag, PacketKind.ConnAck),
        [Property.SharedAvailable] = (Form.Flag, PacketKind.ConnAck),
        [Property.ServerReference] = (Form.Text, AnyAnswer),
        [Property.ReasonText] = (Form.Text, AnyAnswer),
        [Property.UserProperty] = (Form.Pair, AnyAnswer),
    };

    private readonly Dictionary<Property, uint> _numbers = [];
    private readonly Dictionary<Property, string> _texts = [];
    private readonly List<MqttUserProperty> _pairs = [];

    private enum Form
    {
        Flag,
        Short,
        Int,
        Variable,
        Text,
        Bytes,
        Pair,
    }

    public IReadOnlyList<MqttUserProperty> UserProperties => _pairs;

    public uint? Number(Property property) => _numbers.TryGetValue(property, out var value) ? value : null;

    public string? Text(Property property) => _texts.GetValueOrDefault(property);

    /// <exception cref="MqttProtocolError">A property is unknown, out of place, there twice, or without its value.</exception>
    public static PropertySet Read(ref BodyReader body, PacketKind kind)
    {
        var length = body.Variable();
        if (length == 0) return Empty;
        if (length > body.Left) throw Fault.Malformed($"Found properties that end {length - body.Left} bytes after their packet.");
        if (length > LargestSection) throw Fault.TooLarge($"Found {length} bytes of properties, expected at most {LargestSection}.");

        var set = new PropertySet();
        var end = body.Position + length;
        var seen = 0UL;
        while (body.Position < end) set.ReadOne(ref body, kind, ref seen);
        if (body.Position > end) throw Fault.Malformed($"Found a property that is longer than its section.");
        return set;
    }

    private void ReadOne(ref BodyReader body, PacketKind kind, ref ulong seen)
    {
        var property = (Property)body.Variable();
        if (!Table.TryGetValue(property, out var known))
            throw Fault.Malformed($"Found property {(int)property:X2}, which no broker may send.");
        if (!MayStandIn(property, known.Kind, kind))
            throw Fault.Protocol($"Found property {property} in a packet of type {kind}.");
        var mark = 1UL << (int)property;
        if ((seen & mark) != 0 && property is not (Property.UserProperty or Property.SubscriptionId))
            throw Fault.Protocol($"Found property {property} twice in a packet.");
        seen |= mark;

        switch (known.Form)
        {
            case Form.Text:
                _texts[property] = body.Text();
                break;
            case Form.Bytes:
                body.Bytes();
                break;
            case Form.Pair:
                _pairs.Add(new(body.Text(), body.Text()));
                break;
            default:
                _numbers[property] = ReadNumber(ref body, property, known.Form);
                break;
        }
    }

    private static uint ReadNumber(ref BodyReader body, Property property, Form form)
    {
        var value = form switch
        {
            Form.Flag => body.Byte(),
            Form.Short => body.Short(),
            Form.Int => body.Int(),
            _ => (uint)body.Variable(),
        };
        if (form is Form.Flag && value > 1) throw Fault.Protocol($"Found {value} for property {property}, expected 0 or 1.");
        if (value == 0 && MustCount(property))
            throw Fault.Protocol($"Found 0 for property {property}, expected more.");
        return value;
    }

    private static bool MustCount(Property property) =>
        property is Property.ReceiveMaximum or Property.MaximumPacketSize or Property.SubscriptionId;

    private static bool MayStandIn(Property property, PacketKind where, PacketKind kind) => property switch
    {
        Property.UserProperty => true,
        Property.ReasonText => kind is not PacketKind.Publish,
        Property.ServerReference => kind is PacketKind.ConnAck or PacketKind.Disconnect,
        _ => where == kind,
    };
}
