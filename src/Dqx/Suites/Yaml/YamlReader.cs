using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dqx.Suites.Yaml;

/// <summary>Makes nodes of the events of the YAML parser. Whatever is wrong is a finding; only broken syntax ends the reading.</summary>
internal sealed class YamlReader
{
    /// <summary>Deeper nesting than any person writes; the reader and everything after it recurse.</summary>
    private const int MaximumDepth = 64;

    private readonly SourceText _source;
    private readonly Findings _findings;
    private readonly Parser _parser;
    private readonly Aliases _aliases;
    private int _flowDepth;

    private YamlReader(SourceText source, Findings findings)
    {
        (_source, _findings) = (source, findings);
        _parser = new Parser(new Scanner(new StringReader(source.Text), skipComments: true));
        _aliases = new Aliases(findings);
    }

    /// <summary>The only document of the text; null when there is none, which <paramref name="findings"/> explains.</summary>
    public static YamlMapping? Read(SourceText source, Findings findings)
    {
        try
        {
            return new YamlReader(source, findings).Document();
        }
        catch (YamlException exception)
        {
            var (place, message) = YamlSyntax.Explain(source, exception);
            findings.Error("DQX1103", place, message);
        }
        catch (UnreadableException unreadable)
        {
            findings.Error(unreadable.Id, unreadable.Place, unreadable.Message);
        }

        return null;
    }

    private YamlMapping? Document()
    {
        Next();
        if (Next() is not DocumentStart)
        {
            _findings.Error("DQX1103", new Place(_source, 0, 0), "The file is empty; a suite file begins with 'suite: NAME'.");
            return null;
        }

        var first = Next();
        var root = Node(first, 0);
        Next();
        if (Next() is DocumentStart second)
        {
            _findings.Error("DQX1103", PlaceOf(second), "A suite file has one YAML document; put the second one into a file of its own.");
        }

        if (root is YamlMapping mapping)
        {
            return mapping;
        }

        _findings.Error("DQX1103", root.Place, $"A suite file is a mapping that begins with 'suite: NAME', not {root.Kind}.");
        return null;
    }

    private ParsingEvent Next()
    {
        var before = _parser.Current;
        try
        {
            return _parser.MoveNext() && _parser.Current is { } current ? current : throw new UnreadableException(End, "The document ends too early.", "DQX1103");
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // Defects of the parser: escapes beyond Unicode, broken directives, some texts that begin with a mark.
            var start = before is null ? 0 : (int)before.End.Index;
            throw new UnreadableException(new Place(_source, Math.Min(start, _source.Text.Length), 1), "What follows here is not YAML; look for a mark at the beginning of a text, or an escape that is no character.", "DQX1103");
        }
    }

    private Place End => new(_source, _source.Text.Length, 0);

    private YamlNode Node(ParsingEvent parsed, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new UnreadableException(PlaceOf(parsed), "The file is nested too deeply.");
        }

        if (parsed is AnchorAlias alias)
        {
            return _aliases.Resolve(alias.Value.Value, PlaceOf(alias));
        }

        var node = (NodeEvent)parsed;
        var place = PlaceOf(node);
        if (!node.Tag.IsEmpty)
        {
            _findings.Error("DQX1104", place, $"Tags such as '{node.Tag.Value}' are not allowed; leave it out.");
        }

        if (!node.Anchor.IsEmpty)
        {
            _aliases.Begin(node.Anchor.Value);
        }

        YamlNode read = node switch
        {
            Scalar scalar => ReadScalar(scalar, place),
            SequenceStart sequence => ReadSequence(sequence, place, depth),
            MappingStart mapping => ReadMapping(mapping, place, depth),
            _ => throw new UnreadableException(place, "Expected a text, a list or a mapping."),
        };
        if (!node.Anchor.IsEmpty)
        {
            _aliases.Define(node.Anchor.Value, read);
        }

        return read;
    }

    private YamlScalar ReadScalar(Scalar scalar, Place place)
    {
        var read = new YamlScalar(scalar.Value) { Place = place, IsPlain = scalar.Style is ScalarStyle.Plain, IsInFlow = _flowDepth > 0 };
        CommentTrap.Check(read, isCode: false, _findings);
        return read;
    }

    private YamlSequence ReadSequence(SequenceStart start, Place place, int depth)
    {
        _flowDepth += start.Style is SequenceStyle.Flow ? 1 : 0;
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        for (var parsed = Next(); parsed is not SequenceEnd; parsed = Next())
        {
            items.Add(Node(parsed, depth + 1));
        }

        _flowDepth -= start.Style is SequenceStyle.Flow ? 1 : 0;
        return new YamlSequence(items.DrainToImmutable()) { Place = place };
    }

    private YamlMapping ReadMapping(MappingStart start, Place place, int depth)
    {
        var inFlow = start.Style is MappingStyle.Flow;
        _flowDepth += inFlow ? 1 : 0;
        var entries = new MappingEntries(_findings);
        for (var parsed = Next(); parsed is not MappingEnd; parsed = Next())
        {
            var key = Node(parsed, depth + 1);
            if (!inFlow)
            {
                YamlSyntax.RefuseTabs(key.Place, _findings);
            }

            entries.Add(key, Node(Next(), depth + 1));
        }

        _flowDepth -= inFlow ? 1 : 0;
        // The parser places a pair in a list, [a: b], anywhere before it.
        var isPair = inFlow && _source.Text[place.Start] is not ('{' or '&');
        return new YamlMapping(entries.Build()) { Place = isPair && entries.Start is { } first ? place with { Start = first } : place };
    }

    private Place PlaceOf(ParsingEvent parsed)
    {
        var (start, end) = ((int)parsed.Start.Index, (int)parsed.End.Index);
        return new Place(_source, Math.Min(start, _source.Text.Length), Math.Max(0, end - start));
    }
}

/// <summary>Ends the reading; never leaves <see cref="YamlReader.Read"/>.</summary>
internal sealed class UnreadableException(Place place, string message, string id = "DQX1104") : Exception(message)
{
    public string Id { get; } = id;

    public Place Place { get; } = place;
}
