export { messagesFromJson } from './dialects/message-json.ts'
