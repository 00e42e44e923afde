// One place that orders the style sheets: libraries first, then the tokens, then what bends the libraries to them.
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import '@xterm/xterm/css/xterm.css'
import 'dockview-react/dist/styles/dockview.css'
import './tokens.css'
import './base.css'
import './dock.css'
