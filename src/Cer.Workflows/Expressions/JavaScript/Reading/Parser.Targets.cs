namespace Cer.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    /// <summary>A name or a pattern after <c>let</c>, <c>const</c>, <c>var</c>, in parameters and after <c>catch</c>.</summary>
    private Target BindingTarget(string kind)
    {
        Deeper();
        var target = BindingInside(kind);
        _depth--;
        return target;
    }

    private Target BindingInside(string kind)
    {
        var at = _now.Start;
        if (Is("[")) return BindingList(kind);
        if (Is("{")) return BindingObject(kind);
        var name = NewName();
        Declare(name, kind, at);
        return new NameTarget(at, name);
    }

    private ListTarget BindingList(string kind)
    {
        var at = Take().Start;
        var items = new List<(Target?, Node?, bool)>();
        while (!Is("]"))
        {
            if (Is(","))
            {
                Take();
                items.Add((null, null, false));
                continue;
            }
            var rest = Skip("...");
            var target = BindingTarget(kind);
            items.Add((target, !rest && Skip("=") ? Named(Assignment(), target, false) : null, rest));
            if (rest && !Is("]")) throw Unexpected("']' after the rest");
            if (!Skip(",")) break;
        }
        Expect("]");
        return new ListTarget(at, [.. items]);
    }

    private ObjectTarget BindingObject(string kind)
    {
        var at = Take().Start;
        var items = new List<(Node, Target, Node?)>();
        Target? rest = null;
        while (!Is("}"))
        {
            if (Skip("..."))
            {
                rest = BindingTarget(kind);
                break;
            }
            var start = _now.Start;
            var (key, word) = PropertyKey();
            Target target;
            if (Skip(":")) target = BindingTarget(kind);
            else
            {
                if (word is null || Reserved.Contains(word)) throw Unexpected("':'");
                Declare(word, kind, start);
                target = new NameTarget(start, word);
            }
            items.Add((key, target, Skip("=") ? Named(Assignment(), target, false) : null));
            if (!Skip(",")) break;
        }
        Expect("}");
        return new ObjectTarget(at, [.. items], rest);
    }

    /// <summary>What was read as a value and turns out to be assigned to.</summary>
    private Target ToTarget(Node node)
    {
        switch (node)
        {
            case Bracketed { Inner: Identifier or Member or Element } bracketed: return ToTarget(bracketed.Inner);
            case Identifier name: return new NameTarget(name.At, name.Name);
            case Member { Optional: false } member: return new MemberTarget(member.At, member.Target, new Literal(member.At, member.Name));
            case Element { Optional: false } element: return new MemberTarget(element.At, element.Target, element.Key);
            case ListLiteral list:
                return new ListTarget(list.At, [.. list.Items.Select(item => item switch
                {
                    Hole => (null, null, false),
                    Spread spread => (ToTarget(spread.Value), null, true),
                    Assign assign => (assign.Target, assign.Value, false),
                    _ => ((Target?)ToTarget(item), (Node?)null, false),
                })]);
            case ObjectLiteral map: return ToObjectTarget(map);
            default: throw Error(node.At, "This cannot be assigned to: expected a variable, a property or a pattern.");
        }
    }

    private ObjectTarget ToObjectTarget(ObjectLiteral map)
    {
        map.ReadAsTarget = true;
        var items = new List<(Node, Target, Node?)>();
        Target? rest = null;
        foreach (var property in map.Properties)
        {
            if (property.Key is Spread spread) rest = ToTarget(spread.Value);
            else if (property.Value is Assign assign && !property.Short) items.Add((property.Key, assign.Target, assign.Value));
            else items.Add((property.Key, ToTarget(property.Value!), property.Otherwise));
        }
        return new ObjectTarget(map.At, [.. items], rest);
    }
}
